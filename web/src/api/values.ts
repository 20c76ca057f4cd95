/** Values of fields by their shape. */
import type { FieldScalar, Lookup, MixedLookup } from './types';

/** The record that a lookup points to; null for any other value. */
export function lookupIn(value: FieldScalar | undefined): Lookup | null {
  return value !== null && typeof value === 'object' && 'id' in value ? (value as Lookup) : null;
}

/** The record of one of several objects that a value is; null for any other value. */
export function mixedIn(value: FieldScalar | undefined): MixedLookup | null {
  return value !== null && typeof value === 'object' && 'object' in value && 'id' in value ? (value as MixedLookup) : null;
}
