/** Values that name nothing that exists, grouped by field, and what to do about each. */
import type { FieldMeta, ObjectMeta } from '@/api/types';
import type { ImportState, MissingPolicy, UnresolvedValue, ValueDecision, ValueSuggestion } from './types';

/** A proposal at least this close is taken unless somebody says otherwise. */
export const CLOSE = 0.85;

export interface ValueGroup {
  field: string;
  values: UnresolvedValue[];
  rows: number;
}

export function groupsOf(unresolved: readonly UnresolvedValue[]): ValueGroup[] {
  const groups = new Map<string, ValueGroup>();
  for (const one of unresolved) {
    const group = groups.get(one.field) ?? { field: one.field, values: [], rows: 0 };
    group.values.push(one);
    group.rows += one.count;
    groups.set(one.field, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, values: group.values.toSorted((left, right) => right.count - left.count) }))
    .sort((left, right) => right.rows - left.rows);
}

export function bestOf(value: UnresolvedValue): ValueSuggestion | null {
  return value.suggestions.reduce<ValueSuggestion | null>((best, one) => (!best || one.score > best.score ? one : best), null);
}

/** What becomes of values that nobody decides on. A record's own kind (parent account, manager) is created. */
export function ruleOf(name: string, object: ObjectMeta, { options }: Pick<ImportState, 'options'>): MissingPolicy {
  const own = object.fields.find((field) => field.name === name)?.target === object.name;
  return options.missing?.[name] ?? (own ? 'create' : 'refuse');
}

/** What may become of a value: only names of records and options of an open choice can be created, only what is not required left blank. */
export function policiesOf(field: FieldMeta | undefined): MissingPolicy[] {
  const creatable = field?.type === 'lookup' || (field?.type === 'choice' && field.open_options);
  return [...(creatable ? (['create'] as const) : []), ...(field?.required ? [] : (['blank'] as const)), 'refuse'];
}

/** What will happen to this value: somebody's choice, else the field's rule. */
export function decisionOf(value: UnresolvedValue, rule: MissingPolicy): ValueDecision {
  return value.chosen ?? { action: rule };
}

/** Accepts the close match of every value that has one and is not decided yet. */
export function closeMatches(group: ValueGroup): Record<string, ValueDecision> {
  const decisions: Record<string, ValueDecision> = {};
  for (const value of group.values) {
    const best = bestOf(value);
    if (!value.chosen && best && best.score >= CLOSE) decisions[value.value] = matched(best);
  }
  return decisions;
}

export function matched({ value, label }: ValueSuggestion): ValueDecision {
  return { action: 'match', value, label };
}

export function everyValue(group: ValueGroup, action: MissingPolicy): Record<string, ValueDecision> {
  return Object.fromEntries(group.values.map(({ value }) => [value, { action }]));
}
