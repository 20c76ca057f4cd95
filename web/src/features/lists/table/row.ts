import type { CrmRecord, FieldMeta, FieldScalar } from '@/api/types';
import type { Cursor } from './useGrid';

export interface RowActions {
  activate: (cursor: Cursor) => void;
  edit: (cursor: Cursor) => void;
  stopEditing: (step?: Partial<Cursor>) => void;
  toggle: (record: CrmRecord) => void;
  extend: (record: CrmRecord) => void;
  peek: (record: CrmRecord) => void;
  save: (record: CrmRecord, field: FieldMeta, value: FieldScalar) => void;
}

export const cellId = (row: number, column: number) => `cell-${row}-${column}`;
