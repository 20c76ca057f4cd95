/** Values of fields by their shape. */
import type { FieldScalar, Lookup } from './types';

/** The record that a lookup points to; null for any other value. */
export function lookupIn(value: FieldScalar | undefined): Lookup | null {
  return value !== null && typeof value === 'object' && 'id' in value ? (value as Lookup) : null;
}
