/** Which fields of records that are merged differ, and from which record each is taken. Pure functions. */
import type { CrmRecord, FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';
import { lookupIn } from '@/api/values';

/** Ids of records by field. */
export type Taken = Record<string, string>;

export interface Choice {
  field: FieldMeta;
  /** One for each value that there is, with the records that have it; no value comes last. */
  values: { value: FieldScalar | undefined; records: CrmRecord[] }[];
}

/** Links of all come together, what the program keeps is its own. */
const NEVER = new Set(['created_at', 'updated_at', 'created_by', 'updated_by']);

/** The fields that a person decides about, in the object's order. */
export function choicesOf(object: ObjectMeta, records: readonly CrmRecord[]): Choice[] {
  return object.fields
    .filter((field) => !field.read_only && field.type !== 'links' && !NEVER.has(field.name))
    .map((field) => ({ field, values: valuesOf(field.name, records) }))
    .filter(({ values }) => values.length > 1);
}

/** The record that a field is taken from unless somebody says otherwise: the one that stays, or the first that has a value. */
export function takenFrom(choice: Choice, winner: string, taken: Taken): string {
  const chosen = taken[choice.field.name];
  if (chosen) return chosen;
  const own = choice.values.find(({ records }) => records.some(({ id }) => id === winner));
  return (own && !isNothing(own.value) ? winner : choice.values[0]?.records[0]?.id) ?? winner;
}

/** What is said to the server: every decision, the proposed ones too, so that what was seen is what happens. */
export function takeOf(choices: readonly Choice[], winner: string, taken: Taken): Taken {
  return Object.fromEntries(choices.map((choice) => [choice.field.name, takenFrom(choice, winner, taken)]));
}

function valuesOf(name: string, records: readonly CrmRecord[]): Choice['values'] {
  const found = new Map<string, { value: FieldScalar | undefined; records: CrmRecord[] }>();
  for (const record of records) {
    const key = keyOf(record[name]);
    const same = found.get(key);
    if (same) same.records.push(record);
    else found.set(key, { value: record[name], records: [record] });
  }
  return [...found.values()].sort((left, right) => Number(isNothing(left.value)) - Number(isNothing(right.value)));
}

function isNothing(value: FieldScalar | undefined): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function keyOf(value: FieldScalar | undefined): string {
  return isNothing(value) ? '' : JSON.stringify(lookupIn(value)?.id ?? value);
}
