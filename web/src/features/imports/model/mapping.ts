/** Which column of the file becomes which field. */
import type { FieldMeta, ObjectMeta } from '@/api/types';
import type { ColumnMapping, ImportState } from './types';

export type Sureness = 'sure' | 'likely' | 'unsure' | 'chosen' | 'ignored';

export function surenessOf({ field, confidence }: ColumnMapping): Sureness {
  if (!field) return 'ignored';
  if (confidence === null || confidence === undefined) return 'chosen';
  if (confidence >= 0.85) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'unsure';
}

/** A file may also say when a record was made elsewhere. */
const IMPORTABLE = ['created_at'];

/** Fields that a file may fill: everything a person may write. */
export function writableFields(object: ObjectMeta): FieldMeta[] {
  return object.fields.filter((field) => field.name !== 'id' && (!field.read_only || IMPORTABLE.includes(field.name)));
}

export function missingFields(object: ObjectMeta, state: ImportState): FieldMeta[] {
  const given = new Set(state.mapping.flatMap((one) => (one.field ? [one.field] : [])));
  for (const field of Object.keys(state.options.compose ?? {})) given.add(field);
  return object.fields.filter((field) => field.required && !field.read_only && field.default == null && !given.has(field.name));
}

/** The mapping with one column pointed elsewhere. A field is filled by one column only: the old one is let go. */
export function withColumn(mapping: ColumnMapping[], column: number, field: string | null): ColumnMapping[] {
  const rest = mapping
    .filter((one) => one.column !== column)
    .map((one) => (field && one.field === field ? { ...one, field: null, confidence: null } : one));
  return [...rest, { column, field, confidence: null }].sort((left, right) => left.column - right.column);
}

export function mappingOf(state: ImportState, column: number): ColumnMapping {
  return state.mapping.find((one) => one.column === column) ?? { column, field: null, confidence: null };
}

/** The fields that can tell whether a row is already there: unique ones, then the title, if the file fills them. */
export function matchCandidates(object: ObjectMeta, state: ImportState): FieldMeta[] {
  const given = new Set(state.mapping.map((one) => one.field));
  const weight = (field: FieldMeta) => (field.unique ? 0 : field.name === object.title_field ? 1 : 2);
  const kinds = ['text', 'email', 'phone', 'url', 'integer'];
  return object.fields.filter((field) => given.has(field.name) && kinds.includes(field.type)).sort((a, b) => weight(a) - weight(b));
}
