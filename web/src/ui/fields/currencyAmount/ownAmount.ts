/** Amounts that are the worth of one in another currency. */
import { fieldOf } from '@/api/objects';
import { partsIn } from '@/api/values';
import type { FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';

type Values = Record<string, FieldScalar | undefined>;

/** What the amount is the worth of; null where it was given in the company's currency. */
export function foreignOf(field: FieldMeta, record: object | undefined): FieldScalar | null {
  const value = field.foreign ? (record as Values | undefined)?.[field.foreign] : null;
  return partsIn(value) ? (value as FieldScalar) : null;
}

/** The field in which the record's amount was given: to change it is to change that. */
export function ownAmountField(object: ObjectMeta, field: FieldMeta, record: object | undefined): FieldMeta {
  if (!field.foreign || foreignOf(field, record) === null) return field;
  const own = fieldOf(object, field.foreign);
  return own && !own.read_only ? own : field;
}
