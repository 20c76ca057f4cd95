import { useEffect, useRef } from 'react';
import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import { valueIn } from '@/api/values';
import type { CrmRecord, FieldMeta, ObjectMeta } from '@/api/types';
import { StaleMark } from '@/features/stages/StaleMark';
import { FieldValue } from '@/ui/fields/FieldValue';
import type { Selection } from '../table/useSelection';
import classes from './RecordCards.module.css';

export interface RecordCardsProps {
  object: ObjectMeta;
  columns: string[];
  records: CrmRecord[];
  selection: Selection;
  selecting: boolean;
  hasMore: boolean;
  onMore: () => void;
}

const SHOWN = 5;

/** The list on a phone: one card per record with the first few columns that have a value. */
export function RecordCards({ object, columns, records, selection, selecting, hasMore, onMore }: RecordCardsProps) {
  const { t } = useTranslation('lists');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: records.length, getScrollElement: () => scroller.current, estimateSize: () => 96, overscan: 8 });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= records.length - 20) onMore();
  }, [hasMore, lastShown, onMore, records.length]);
  const fields = columns.slice(1).flatMap((name) => fieldOf(object, name) ?? []);

  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.list} style={{ height: rows.getTotalSize() }} aria-label={t('table.label', { name: object.plural_label })}>
        {items.map((item) => {
          const record = records[item.index];
          if (!record) return null;
          return (
            <li key={record.id} ref={rows.measureElement} data-index={item.index} className={classes.item} style={{ transform: `translateY(${item.start}px)` }}>
              {selecting && (
                <Checkbox
                  aria-label={t('table.selectRow', { name: record.name })}
                  checked={selection.everything || selection.ids.has(record.id)}
                  onChange={() => selection.toggle(record.id)}
                />
              )}
              <Link to="/o/$object/$id" params={{ object: object.name, id: record.id }} className={classes.card}>
                <span className={classes.title}>{record.name || t('table.untitled')}</span>
                <StaleMark object={object} record={record} />
                <span className={classes.facts}>
                  {fields.filter((field) => filled(record, field)).slice(0, SHOWN).map((field) => (
                    <span key={field.name} className={classes.fact} data-plain={isPlain(field) || undefined}>
                      {!isPlain(field) && <span className={classes.label}>{field.label}</span>}
                      <FieldValue field={field} value={valueIn(record, field.name)} record={record} links={false} />
                    </span>
                  ))}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Badges, people and amounts say what they are; dates and numbers need their label. */
const isPlain = (field: FieldMeta) => ['choice', 'stage', 'lookup', 'money', 'text', 'email', 'url', 'phone', 'address', 'currency_amount', 'country'].includes(field.type);

function filled(record: CrmRecord, field: FieldMeta): boolean {
  const value = valueIn(record, field.name);
  return value !== null && value !== undefined && value !== '' && value !== false;
}
