/** Columns of the table: TanStack's model over field metadata, with widths that each browser remembers. */
import { useMemo } from 'react';
import { useLocalStorage } from '@mantine/hooks';
import { getCoreRowModel, useReactTable, type ColumnDef, type ColumnSizingState, type Table } from '@tanstack/react-table';
import { fieldOf } from '@/api/objects';
import type { CrmRecord, FieldMeta, FieldType, ObjectMeta } from '@/api/types';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData, TValue> {
    field: FieldMeta;
    /** Never set: they only use the type parameters that the library's interface demands. */
    row?: TData;
    cell?: TValue;
  }
}

const WIDTHS: Partial<Record<FieldType, number>> = {
  money: 132, integer: 112, number: 112, percent: 104, date: 128, datetime: 176, boolean: 92, choice: 148, stage: 148,
  lookup: 188, email: 208, phone: 160, url: 192, long_text: 240, rich_text: 240, address: 280, geolocation: 184, currency_amount: 208, decimal: 112, country: 132, currency: 92,
};
const TITLE_WIDTH = 280;
const WITH_WORTH = 208; // €1,000 ($1,100)
const NO_RECORDS: CrmRecord[] = [];

export function useRecordTable(object: ObjectMeta, columns: string[], records: CrmRecord[] | undefined): Table<CrmRecord> {
  const [columnSizing, setColumnSizing] = useLocalStorage<ColumnSizingState>({
    key: `guanxi.widths.${object.name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const definitions = useMemo<ColumnDef<CrmRecord>[]>(
    () =>
      columns.flatMap((name) => {
        const field = fieldOf(object, name);
        if (!field) return [];
        const size = name === object.title_field ? TITLE_WIDTH : field.foreign ? WITH_WORTH : (WIDTHS[field.type] ?? 176);
        return [{ id: name, accessorKey: name, header: field.label, size, minSize: 72, maxSize: 640, meta: { field } }];
      }),
    [columns, object],
  );
  return useReactTable({
    data: records ?? NO_RECORDS,
    columns: definitions,
    state: { columnSizing },
    onColumnSizingChange: setColumnSizing,
    columnResizeMode: 'onChange',
    manualSorting: true,
    manualFiltering: true,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (record) => record.id,
  });
}
