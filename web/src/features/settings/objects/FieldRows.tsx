import { memo, useLayoutEffect, useRef, useState } from 'react';
import { Badge } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import settings from '../Settings.module.css';
import { sectionOf, type ListRow } from './fieldList';
import { kindOf } from './types';
import { hasOptions } from './abilities';
import { useIndexProgress } from './useIndexProgress';
import classes from './Objects.module.css';

export interface FieldRowsProps {
  object: ObjectMeta;
  rows: ListRow[];
  /** Name of the field whose panel is open. */
  open: string | null;
  onOpen: (name: string) => void;
}

/** The fields that are asked for; of hundreds only those in sight are drawn, in the page's own scrolling. */
export function FieldRows({ object, rows, open, onOpen }: FieldRowsProps) {
  const { t } = useTranslation('objects');
  const list = useRef<HTMLUListElement>(null);
  const [above, setAbove] = useState(0);
  const scroller = () => list.current?.closest<HTMLElement>(`.${settings.body}`) ?? null;
  // What stands above the list changes its height with the width and the words.
  useLayoutEffect(() => {
    const page = scroller();
    if (page && list.current) setAbove(list.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop);
  }, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: scroller,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? 41 : 57),
    getItemKey: (index) => keyOf(rows[index]),
    overscan: 10,
    scrollMargin: above,
  });
  if (!rows.length) return <p className={`${classes.rows} ${classes.none}`}>{t('nothing')}</p>;
  return (
    <ul ref={list} className={classes.rows} style={{ height: virtual.getTotalSize() }} aria-label={t('fieldsOf', { name: object.plural_label })}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        return (
          <li key={item.key} ref={virtual.measureElement} data-index={item.index} className={classes.virtual} style={{ transform: `translateY(${item.start - above}px)` }}>
            {row.kind === 'heading' ? (
              <h3 className={classes.heading}>
                {t(`origin.${row.key}Heading`)} <span className={classes.soft}>{row.count}</span>
              </h3>
            ) : (
              <FieldRow object={object} field={row.field} open={open === row.field.name} onOpen={onOpen} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

const keyOf = (row: ListRow | undefined): string => (row?.kind === 'field' ? row.field.name : `heading ${row?.key}`);

const FieldRow = memo(function FieldRow({ object, field, open, onOpen }: Pick<FieldRowsProps, 'object' | 'onOpen'> & { field: FieldMeta; open: boolean }) {
  const { t } = useTranslation('objects');
  const section = field.custom && sectionOf(object, field.name);
  return (
    <button type="button" className={`${classes.row} ${classes.fieldRow}`} data-open={open || undefined} aria-haspopup="dialog" onClick={() => onOpen(field.name)}>
      <span className={classes.tile}>
        <FieldTypeIcon field={field} size={17} />
      </span>
      <span className={classes.names}>
        <span className={classes.label}>{field.label}</span>
        <span className={classes.code}>{field.name}</span>
      </span>
      <span className={classes.kind}>
        <TypeWords field={field} />
        {section && <div className={classes.soft}>{t('inSection', { section })}</div>}
      </span>
      <span className={classes.marks}>
        {field.required && <Badge variant="light" color="gray">{t('marks.required')}</Badge>}
        {field.unique && <Badge variant="light" color="gray">{t('marks.unique')}</Badge>}
        {field.custom?.searchable && <Badge variant="light" color="gray">{t('marks.searchable')}</Badge>}
        {field.custom && <IndexMark field={field} />}
      </span>
      <IconChevronRight size={15} aria-hidden className={classes.chevron} />
    </button>
  );
});

function TypeWords({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('objects');
  const options = hasOptions(field.type) ? field.options?.filter(({ retired }) => !retired).length : undefined;
  return (
    <>
      {t(`types.${kindOf(field)}.name`)}
      {options !== undefined && <span className={classes.soft}> · {t('optionCount', { count: options })}</span>}
    </>
  );
}

function IndexMark({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('objects');
  if (!field.custom || field.custom.index === 'none') return null;
  return field.custom.index === 'ready' ? <Badge variant="light">{t('marks.indexed')}</Badge> : <FillingMark />;
}

function FillingMark() {
  const { t } = useTranslation('objects');
  const progress = useIndexProgress();
  const share = progress?.total ? Math.floor((100 * progress.done) / progress.total) : null;
  return <Badge variant="light" color="yellow">{share === null ? t('marks.filling') : t('marks.fillingShare', { share })}</Badge>;
}
