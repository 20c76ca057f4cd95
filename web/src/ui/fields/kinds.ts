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

const ROOMY: readonly FieldType[] = ['rich_text', 'address', 'file', 'image'];

/** Those whose editors need more than a line: below a cell of a list, over the whole width of a record's page. */
export function isRoomy(field: FieldMeta): boolean {
  return ROOMY.includes(field.type);
}

/** Texts of several lines, of which history tells that they changed and how they are now. */
export function isProse(field: FieldMeta | undefined): boolean {
  return field?.type === 'long_text' || field?.type === 'rich_text';
}
