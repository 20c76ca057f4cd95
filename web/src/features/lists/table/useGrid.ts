/** The grid's cursor: which cell is active, whether it is being edited, and what the keys do. */
import { useState, type KeyboardEvent } from 'react';
import type { CrmRecord, FieldMeta } from '@/api/types';
import type { Selection } from './useSelection';

export interface Cursor {
  row: number;
  column: number;
}

export interface Grid {
  cursor: Cursor;
  editing: boolean;
  moveTo: (cursor: Cursor) => void;
  edit: (cursor: Cursor) => void;
  stopEditing: (step?: Partial<Cursor>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export interface GridOptions {
  records: readonly CrmRecord[];
  fields: readonly FieldMeta[];
  selection: Selection;
  canEdit: boolean;
  pageRows: number;
  onOpen: (record: CrmRecord) => void;
  onPeek: (record: CrmRecord) => void;
  onEscape: () => void;
  onMoved: (row: number) => void;
  focusGrid: () => void;
}

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));

export function useGrid(options: GridOptions): Grid {
  const { records, fields, selection, canEdit, pageRows } = options;
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 0 });
  const [editing, setEditing] = useState(false);
  const lastRow = records.length - 1;
  const lastColumn = fields.length - 1;

  const moveTo = (next: Cursor) => {
    const at = { row: clamp(next.row, lastRow), column: clamp(next.column, lastColumn) };
    setEditing(false);
    setCursor(at);
    options.onMoved(at.row);
  };
  const edit = (at: Cursor) => {
    if (!canEdit || !records[at.row]) return;
    // A read-only column gives way to the first that can be edited.
    const field = fields[at.column];
    const column = field?.read_only ? fields.findIndex(({ read_only }) => !read_only) : at.column;
    if (column < 0) return;
    setCursor({ row: at.row, column });
    setEditing(true);
  };
  const stopEditing = (step: Partial<Cursor> = {}) => {
    setEditing(false);
    setCursor((old) => ({ row: clamp(old.row + (step.row ?? 0), lastRow), column: clamp(old.column + (step.column ?? 0), lastColumn) }));
    options.focusGrid();
  };
  const step = (rows: number, extend: boolean) => {
    const from = records[cursor.row];
    const to = records[clamp(cursor.row + rows, lastRow)];
    if (extend && from && to) {
      if (!selection.ids.has(from.id)) selection.toggle(from.id);
      selection.extendTo(to.id, records.map((record) => record.id));
    }
    moveTo({ row: cursor.row + rows, column: cursor.column });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || editing || !records.length) return;
    const record = records[cursor.row];
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() !== 'a') return;
    const actions: Record<string, () => void> = {
      ArrowDown: () => step(1, event.shiftKey),
      ArrowUp: () => step(-1, event.shiftKey),
      j: () => step(1, false),
      k: () => step(-1, false),
      J: () => step(1, true),
      K: () => step(-1, true),
      PageDown: () => step(pageRows, event.shiftKey),
      PageUp: () => step(-pageRows, event.shiftKey),
      Home: () => moveTo({ row: 0, column: 0 }),
      End: () => moveTo({ row: lastRow, column: cursor.column }),
      ArrowRight: () => moveTo({ row: cursor.row, column: cursor.column + 1 }),
      ArrowLeft: () => moveTo({ row: cursor.row, column: cursor.column - 1 }),
      ' ': () => record && selection.toggle(record.id),
      x: () => record && selection.toggle(record.id),
      a: () => command && selection.selectMany(records.map((one) => one.id)),
      Enter: () => record && options.onOpen(record),
      e: () => edit(cursor),
      F2: () => edit(cursor),
      p: () => record && options.onPeek(record),
      Escape: () => options.onEscape(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  return { cursor: { row: clamp(cursor.row, Math.max(lastRow, 0)), column: clamp(cursor.column, Math.max(lastColumn, 0)) }, editing, moveTo, edit, stopEditing, onKeyDown };
}
