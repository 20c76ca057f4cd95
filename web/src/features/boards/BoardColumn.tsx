import { Button } from '@mantine/core';
import { useDroppable } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { BoardColumn as Column, CrmRecord, ObjectMeta } from '@/api/types';
import { cssColorOf } from '@/ui/colors';
import { MoneyText } from '@/ui/MoneyText';
import { useFormat } from '@/ui/useFormat';
import { BoardCard } from './BoardCard';
import classes from './Boards.module.css';

export interface BoardColumnProps {
  object: ObjectMeta;
  column: Column;
  peek: string | undefined;
  onPeek: (record: CrmRecord) => void;
  onMore: () => void;
  loadingMore: boolean;
}

/** One stage: its count and total on top, its cards below. */
export function BoardColumn({ object, column, peek, onPeek, onMore, loadingMore }: BoardColumnProps) {
  const { t } = useTranslation('boards');
  const format = useFormat();
  const { setNodeRef, isOver } = useDroppable({ id: String(column.value), data: { value: column.value } });
  const { value, capped } = column.count;
  return (
    <section ref={setNodeRef} className={classes.column} data-over={isOver || undefined} data-kind={column.kind} aria-label={column.label ?? undefined}>
      <header className={classes.columnHead}>
        <span className={classes.dot} style={{ background: cssColorOf(column.color) }} aria-hidden />
        <h2 className={classes.columnTitle}>{column.label}</h2>
        <span className={classes.count}>{format.count({ value, capped })}</span>
        <span className={classes.total}>{column.total !== null && Number(column.total) > 0 && <MoneyText value={column.total} short />}</span>
      </header>
      <ul className={classes.cards}>
        {column.data.map((record) => (
          <BoardCard key={record.id} object={object} record={record} column={column.value} peeked={record.id === peek} onPeek={onPeek} />
        ))}
        {!column.data.length && <li className={classes.none}>{t('column.empty')}</li>}
        {column.next_cursor && (
          <li>
            <Button variant="subtle" color="gray" size="compact-sm" fullWidth loading={loadingMore} onClick={onMore}>
              {t('column.more')}
            </Button>
          </li>
        )}
      </ul>
    </section>
  );
}
