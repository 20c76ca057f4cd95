/** What a column is sorted by. */
import type { FieldMeta } from '@/api/types';

const NUMBER = '-?\\d+(?:\\.\\d+)?';

/** The field; of a place its distance from where the list looks for what is near, if it does. Null where it cannot be sorted. */
export function sortKeyOf(field: FieldMeta, filter: string): string | null {
  if (field.sortable) return field.name;
  if (field.type !== 'geolocation') return null;
  const name = field.name.replace(/[.]/g, '\\.');
  return new RegExp(`distance\\(${name}, place\\(${NUMBER}, ${NUMBER}\\)\\)`).exec(filter)?.[0] ?? null;
}
