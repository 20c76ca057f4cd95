/** Two people, one record: what each changed, and whether that meets. Pure functions. */
import { isLinked, isUnchanged, linksToSend } from '@/api/links';
import type { CrmRecord, FieldScalar, ObjectMeta, RecordValues } from '@/api/types';
import { lookupIn } from '@/api/values';

export function sameValue(left: FieldScalar | undefined, right: FieldScalar | undefined): boolean {
  return plain(left) === plain(right);
}

function plain(value: FieldScalar | undefined): string | number | boolean | null {
  if (value === undefined || value === null || value === '') return null;
  // What is edited in a list of records is added and removed: it meets no other edit.
  if (isLinked(value)) return isUnchanged(value) ? null : JSON.stringify(linksToSend(value));
  return typeof value === 'object' ? (lookupIn(value)?.id ?? JSON.stringify(value)) : value;
}

export interface Clash {
  field: string;
  mine: FieldScalar | undefined;
  theirs: FieldScalar | undefined;
}

export interface Meeting {
  /** Fields that both changed, to different values: a person must choose. */
  clashes: Clash[];
  /** Fields that only the other changed. */
  others: string[];
}

/** `base` is the record as the writer saw it, `fresh` as it is now, `values` what he wants to write. */
export function meet(meta: ObjectMeta, base: CrmRecord, fresh: CrmRecord, values: RecordValues): Meeting {
  const changed = meta.fields
    .map((field) => field.name)
    .filter((name) => !CLERICAL.has(name) && !sameValue(base[name], fresh[name]));
  const clashing = changed.filter((name) => name in values && !sameValue(values[name], fresh[name]));
  return {
    clashes: clashing.map((field) => ({ field, mine: values[field], theirs: fresh[field] })),
    others: changed.filter((name) => !(name in values)),
  };
}

const CLERICAL = new Set(['version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at']);
