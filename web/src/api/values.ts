/** Values of fields by their shape. */
import type { FieldScalar, Lookup, MixedLookup, RecordValues } from './types';

/** The record that a lookup points to; null for any other value. */
export function lookupIn(value: FieldScalar | undefined): Lookup | null {
  return value !== null && typeof value === 'object' && 'id' in value ? (value as Lookup) : null;
}

/** The value of a field, or of a part such as `c_address.city`. */
export function valueIn(record: RecordValues, name: string): FieldScalar | undefined {
  const at = name.indexOf('.');
  if (at < 0 || name in record) return record[name];
  return partsIn(record[name.slice(0, at)])?.[name.slice(at + 1)];
}

/** A value that consists of parts; null for any other value. */
export function partsIn(value: FieldScalar | undefined): Record<string, string | number> | null {
  const isParts = typeof value === 'object' && value !== null && !Array.isArray(value) && !('id' in value) && !('items' in value);
  return isParts ? (value as Record<string, string | number>) : null;
}

/** The record of one of several objects that a value is; null for any other value. */
export function mixedIn(value: FieldScalar | undefined): MixedLookup | null {
  return value !== null && typeof value === 'object' && 'object' in value && 'id' in value ? (value as unknown as MixedLookup) : null;
}
