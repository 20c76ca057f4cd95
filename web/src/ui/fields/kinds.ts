import type { FieldMeta, FieldType } from '@/api/types';

const NUMERIC: readonly FieldType[] = ['integer', 'number', 'money', 'percent', 'duration', 'decimal', 'currency_amount'];

/** Numbers stand right-aligned with tabular figures. */
export function isNumeric(field: FieldMeta): boolean {
  return NUMERIC.includes(field.type) && !isYear(field);
}

/** A year is a number that takes no thousands separator. */
export function isYear(field: FieldMeta): boolean {
  return field.type === 'integer' && /^year(_|$)|_year$/.test(field.name);
}

const ON_THE_PAGE: readonly FieldType[] = ['rich_text', 'address', 'file', 'image'];

/** A row of a list is one line high: these are edited where there is room. */
export function isEditedInCells(field: FieldMeta): boolean {
  return !field.read_only && !ON_THE_PAGE.includes(field.type);
}

/** Texts of several lines, of which history tells that they changed and how they are now. */
export function isProse(field: FieldMeta | undefined): boolean {
  return field?.type === 'long_text' || field?.type === 'rich_text';
}
