import { useEffect, useMemo, useRef } from 'react';
import { useHotkeys } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { CappedCount, CrmRecord, FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';
import { BodyRow } from './BodyRow';
import { useRecordTable } from './columns';
import { FooterRow } from './FooterRow';
import { HeaderRow } from './HeaderRow';
import { cellId, type RowActions } from './row';
import { useGrid } from './useGrid';
import type { Selection } from './useSelection';
import classes from './RecordTable.module.css';

const ROW = 36;

export interface RecordTableProps {
  object: ObjectMeta;
  columns: string[];
  records: CrmRecord[];
  count: CappedCount | null | undefined;
  filter: string;
  q: string;
  sort: string;
  onSort: (sort: string) => void;
  selection: Selection;
  peek: string | undefined;
  onPeek: (record: CrmRecord | null) => void;
  onOpen: (record: CrmRecord) => void;
  onSave: (record: CrmRecord, field: FieldMeta, value: FieldScalar) => void;
  hasMore: boolean;
  onMore: () => void;
}

/** The dense list: virtual rows, sticky title column and header, a cell cursor for the keyboard. */
export function RecordTable(props: RecordTableProps) {
  const { object, columns, records, selection, peek, onPeek, hasMore, onMore } = props;
  const { t } = useTranslation('lists');
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRecordTable(object, columns, records);
  const headers = table.getFlatHeaders();
  const fields = useMemo(() => headers.map((header) => header.column.columnDef.meta?.field as FieldMeta), [headers]);
  const sizes = headers.map((header) => header.getSize()).join();
  const widths = useMemo(() => sizes.split(',').map(Number), [sizes]);
  const total = widths.reduce((sum, width) => sum + width, 0);

  const rows = useVirtualizer({ count: records.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 16, scrollPaddingStart: ROW, scrollPaddingEnd: ROW });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= records.length - 30) onMore();
  }, [hasMore, lastShown, onMore, records.length]);

  const grid = useGrid({
    records,
    fields,
    selection,
    canEdit: object.permissions.update,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 720) / ROW) - 3),
    onOpen: props.onOpen,
    onPeek: (record) => onPeek(peek === record.id ? null : record),
    onEscape: () => (peek ? onPeek(null) : selection.clear()),
    onMoved: (row) => {
      rows.scrollToIndex(row);
      const record = records[row];
      if (peek && record) onPeek(record);
    },
    focusGrid: () => scroller.current?.focus({ preventScroll: true }),
  });
  // From an idle page the first arrow or j leads into the table.
  const enter = () => document.activeElement === document.body && scroller.current?.focus();
  useHotkeys([['ArrowDown', enter], ['j', enter]]);
  const actions = useSteadyActions({ grid, ...props, focus: () => scroller.current?.focus({ preventScroll: true }) });
  const selected = selection.everything || (records.length > 0 && selection.ids.size >= records.length) ? 'all' : selection.ids.size ? 'some' : 'none';

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={classes.scroller}
      aria-label={t('table.label', { name: object.plural_label })}
      aria-rowcount={props.count && !props.count.capped ? props.count.value + 1 : -1}
      aria-colcount={fields.length}
      aria-multiselectable
      aria-activedescendant={records.length ? cellId(grid.cursor.row, grid.cursor.column) : undefined}
      onKeyDown={grid.onKeyDown}
    >
      <div style={{ minWidth: total, display: 'flex', flexDirection: 'column', minHeight: '100%' }} role="presentation">
        <HeaderRow
          table={table}
          sort={props.sort}
          filter={props.filter}
          onSort={props.onSort}
          selection={selected}
          onSelectAll={() => (selected === 'none' ? selection.selectMany(records.map((record) => record.id)) : selection.clear())}
        />
        <div role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const record = records[item.index];
            if (!record) return null;
            return (
              <BodyRow
                key={record.id}
                record={record}
                object={object}
                index={item.index}
                top={item.start}
                fields={fields}
                widths={widths}
                activeColumn={grid.cursor.row === item.index ? grid.cursor.column : null}
                editing={grid.editing && grid.cursor.row === item.index}
                selected={selection.everything || selection.ids.has(record.id)}
                peeked={peek === record.id}
                actions={actions}
              />
            );
          })}
        </div>
        <div style={{ flex: 1 }} />
        <FooterRow table={table} object={object.name} filter={props.filter} q={props.q} count={props.count} />
      </div>
    </div>
  );
}

interface Steady extends Pick<RecordTableProps, 'records' | 'selection' | 'peek' | 'onPeek' | 'onSave'> {
  grid: ReturnType<typeof useGrid>;
  focus: () => void;
}

/** The rows are memoised: they get one object of actions that always calls the latest ones. */
function useSteadyActions(now: Steady): RowActions {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  return useMemo(
    () => ({
      activate: (cursor) => {
        latest.current.grid.moveTo(cursor);
        latest.current.focus();
      },
      edit: (cursor) => latest.current.grid.edit(cursor),
      stopEditing: (step) => latest.current.grid.stopEditing(step),
      toggle: (record) => latest.current.selection.toggle(record.id),
      extend: (record) => latest.current.selection.extendTo(record.id, latest.current.records.map((one) => one.id)),
      peek: (record) => latest.current.onPeek(latest.current.peek === record.id ? null : record),
      save: (record, field, value) => latest.current.onSave(record, field, value),
    }),
    [],
  );
}
