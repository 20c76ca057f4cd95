import type { FieldMeta, FieldType } from '@/api/types';

const NUMERIC: readonly FieldType[] = ['integer', 'number', 'money', 'percent', 'duration'];

/** Numbers stand right-aligned with tabular figures. */
export function isNumeric(field: FieldMeta): boolean {
  return NUMERIC.includes(field.type) && !isYear(field);
}

/** A year is a number that takes no thousands separator. */
export function isYear(field: FieldMeta): boolean {
  return field.type === 'integer' && /^year(_|$)|_year$/.test(field.name);
}
