/** By which fields a board can be grouped, and how its columns are called. Pure functions. */
import type { BoardColumn, FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';

/** The server draws no more columns, the one for "no value" included. */
const MOST_COLUMNS = 30;

/** Carrying a card changes the field, so only fields that can be changed make columns. */
export function groupableFields(object: ObjectMeta): FieldMeta[] {
  const own = object.layouts.board?.group_by;
  return object.fields.filter((field) => field.name === own || (makesColumns(field) && !field.read_only && field.name !== (object.pipeline_fields?.pipeline ?? 'pipeline')));
}

function makesColumns(field: FieldMeta): boolean {
  if (!field.groupable) return false;
  if (field.type === 'choice') return (field.options?.length ?? 0) < MOST_COLUMNS;
  return field.type === 'stage' || field.type === 'boolean' || field.type === 'lookup';
}

export interface ColumnWords {
  yes: string;
  no: string;
  none: string;
}

/** Yes, no and "no value" have no label of their own. */
export function namedColumn(column: BoardColumn, words: ColumnWords): BoardColumn {
  const label = column.value === true ? words.yes : column.value === false ? words.no : words.none;
  return column.label === null ? { ...column, label } : column;
}

/** What a record has that stands in the column. */
export function valueIn(column: Pick<BoardColumn, 'value' | 'label'>, field: FieldMeta): FieldScalar {
  return field.type === 'lookup' && typeof column.value === 'string' ? { id: column.value, name: column.label ?? '' } : column.value;
}
