/** Which sentence a change of fields is told with. Pure functions. */
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { isProse } from '@/ui/fields/kinds';
import type { FieldChange, TimelineChange } from '../types';

export type Telling =
  | { kind: 'created' | 'deleted' | 'restored' }
  | { kind: 'set' | 'changed' | 'cleared' | 'edited'; change: FieldChange }
  | { kind: 'many'; changes: FieldChange[] };

const CLERICAL = new Set(['version', 'updated_at', 'updated_by', 'created_at', 'created_by', 'deleted_at', 'custom', 'acl']);

/** Since when a record is in its stage, and until when that is not too long. */
const WHEN_IN_STAGE = /^(c_)?stage_(entered|due)_at/;

const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Words that follow from another change (status from stage) are left out: the cause says it already. */
export function worthTelling(changes: FieldChange[]): FieldChange[] {
  const names = new Set(changes.map((change) => change.field));
  return changes.filter(({ field }) => {
    if (CLERICAL.has(field) || WHEN_IN_STAGE.test(field)) return false;
    if (names.has('stage') && (field === 'status' || field === 'probability')) return false;
    if (names.has('c_stage') && field === 'c_stage_status') return false;
    return !(field === 'completed_at' && names.has('done'));
  });
}

export function tellingOf(change: TimelineChange, meta: ObjectMeta | null): Telling | null {
  if (change.op === 'create') return { kind: 'created' };
  if (change.op === 'delete') return { kind: 'deleted' };
  if (change.op === 'restore') return { kind: 'restored' };
  const changes = worthTelling(change.fields);
  const [only] = changes;
  if (!only) return null;
  if (changes.length > 1) return { kind: 'many', changes };
  if (isProse(fieldIn(meta, only.field))) return { kind: 'edited', change: only };
  if (isNothing(only.old)) return isNothing(only.new) ? null : { kind: 'set', change: only };
  return { kind: isNothing(only.new) ? 'cleared' : 'changed', change: only };
}

export function fieldIn(meta: ObjectMeta | null, name: string): FieldMeta | undefined {
  return meta?.fields.find((field) => field.name === name);
}

/** Taking back the making of a record is its deletion; that has a button of its own. */
export function canTakeBack(change: TimelineChange): boolean {
  return change.op === 'update' && Boolean(change.change_set_id);
}

const SOURCES = ['api', 'import', 'undo', 'merge', 'workflow', 'package', 'agent', 'mass_update', 'conversion', 'demo', 'hand_over', 'support'] as const;
export type ToldSource = (typeof SOURCES)[number];

/** Where a change came from, if it was not typed here. */
export function sourceOf(change: TimelineChange): ToldSource | null {
  return SOURCES.find((source) => source === change.source) ?? null;
}
