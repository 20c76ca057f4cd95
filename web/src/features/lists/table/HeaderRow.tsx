import { Checkbox } from '@mantine/core';
import type { Header, Table } from '@tanstack/react-table';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, FieldMeta } from '@/api/types';
import { isNumeric } from '@/ui/fields/kinds';
import { sortKeyOf } from './sorting';
import classes from './RecordTable.module.css';

export interface HeaderRowProps {
  table: Table<CrmRecord>;
  sort: string;
  /** The condition of the list: places are sorted by how far they are from where it looks. */
  filter: string;
  onSort: (sort: string) => void;
  selection: 'none' | 'some' | 'all';
  onSelectAll: () => void;
}

/** Column titles: press to sort, drag the edge to resize. */
export function HeaderRow({ table, sort, filter, onSort, selection, onSelectAll }: HeaderRowProps) {
  const { t } = useTranslation('lists');
  return (
    <div role="row" aria-rowindex={1} className={classes.header}>
      {table.getFlatHeaders().map((header, index) => (
        <HeaderCell key={header.id} header={header} sort={sort} filter={filter} onSort={onSort}>
          {index === 0 && (
            <Checkbox
              size="xs"
              className={classes.check}
              checked={selection === 'all'}
              indeterminate={selection === 'some'}
              aria-label={t('table.selectAll')}
              onChange={onSelectAll}
              data-shown
            />
          )}
        </HeaderCell>
      ))}
      <span className={classes.filler} role="presentation" />
    </div>
  );
}

interface HeaderCellProps {
  header: Header<CrmRecord, unknown>;
  sort: string;
  filter: string;
  onSort: (sort: string) => void;
  children: React.ReactNode;
}

function HeaderCell({ header, sort, filter, onSort, children }: HeaderCellProps) {
  const field = header.column.columnDef.meta?.field as FieldMeta;
  const key = sortKeyOf(field, filter);
  const direction = directionOf(sort, key ?? field.name);
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  const label = <span className="truncate">{field.label}</span>;
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={classes.cell}
      data-first={header.index === 0 || undefined}
      data-numeric={isNumeric(field) || undefined}
      style={{ width: header.getSize() }}
    >
      {children}
      {key !== null ? (
        <button type="button" className={classes.sorter} onClick={() => onSort(nextSort(direction, field, key))}>
          {label}
          {direction !== 'none' && <Arrow size={13} stroke={2} aria-hidden />}
        </button>
      ) : (
        label
      )}
      <span
        aria-hidden
        className={classes.resizer}
        data-resizing={header.column.getIsResizing() || undefined}
        onPointerDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
      />
    </div>
  );
}

function directionOf(sort: string, key: string): 'ascending' | 'descending' | 'none' {
  const begins = (text: string) => sort === text || sort.startsWith(`${text},`);
  if (begins(key)) return 'ascending';
  return begins(`-${key}`) ? 'descending' : 'none';
}

/** Text starts at A, places at the nearest; figures and dates start with the largest, which is what people look for. */
function nextSort(direction: 'ascending' | 'descending' | 'none', field: FieldMeta, key: string): string {
  const largeFirst = isNumeric(field) || field.type === 'date' || field.type === 'datetime';
  if (direction === 'none') return largeFirst ? `-${key}` : key;
  return direction === 'descending' ? key : `-${key}`;
}
