import { useState } from 'react';
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NO_LINKS } from '@/api/links';
import { useUpdateRecord } from '@/api/recordWrites';
import type { CrmRecord, ObjectMeta, RelationMeta } from '@/api/types';
import { openPanel } from '@/routing/panels';
import { FieldValue } from '@/ui/fields/FieldValue';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { RecordLink } from '@/ui/RecordLink';
import { useRecordEditing } from '../context';
import { FIRST_ROWS, MOST_ROWS, useRelated } from './calls';
import { chosenFacts, conditionOf, defaultsOf, factsOf } from './related';
import { SideCard } from './SideCard';
import classes from './Related.module.css';

/** How a layout wants the list: its title, which fields its rows say, how many rows, in what order. */
export interface Arranged {
  label?: string;
  shown?: string[];
  rows?: number;
  sort?: string;
}

/** A related list: how many, the first rows, the way to all of them, and a new one with one click. */
export function RelatedList({ relation, target, arranged = {} }: { relation: RelationMeta; target: ObjectMeta; arranged?: Arranged }) {
  const { t } = useTranslation('records');
  const { meta, record } = useRecordEditing();
  const [most, setMost] = useState(arranged.rows ?? FIRST_ROWS);
  const related = useRelated(meta.name, record.id, relation.name, most, arranged.sort);
  const rows = related.data?.data ?? [];
  const count = related.data?.count;
  const condition = conditionOf(target, relation, record.id);
  const update = useUpdateRecord(meta.name);
  // What is made for a list of this record's own is added to it.
  const onCreated = (id: string) => {
    if (relation.outward) update.mutate({ id: record.id, values: { [relation.field]: { ...NO_LINKS, add: [id] } } });
  };
  const add = () => openPanel({ name: 'create', object: target.name, defaults: defaultsOf(target, relation, meta.name, record), onCreated });
  return (
    <SideCard
      title={arranged.label ?? relation.label}
      icon={<ObjectIcon object={target.name} icon={target.icon} size={16} />}
      count={count ? `${count.value}${count.capped ? '+' : ''}` : undefined}
      action={
        target.permissions.create &&
        target.name !== 'user' && (
          <Tooltip label={t('related.add', { object: target.label })}>
            <ActionIcon size={28} aria-label={t('related.add', { object: target.label })} onClick={add}>
              <IconPlus size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      {related.isPending && <Skeleton height={10} width="70%" radius="xl" my={10} />}
      {related.isError && <button type="button" className={classes.quiet} onClick={() => void related.refetch()}>{t('related.failed')}</button>}
      {rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.slice(0, most).map((row) => (
            <Row key={row.id} row={row} target={target} relation={relation} shown={arranged.shown} />
          ))}
        </ul>
      )}
      {related.isSuccess && !rows.length && <p className={classes.empty}>{t('related.empty')}</p>}
      {count && count.value > rows.length && !condition && (
        <button type="button" className={classes.quiet} onClick={() => setMost(MOST_ROWS)}>{t('related.more')}</button>
      )}
      {count && count.value > rows.length && condition && (
        <Link className={classes.all} to="/o/$object" params={{ object: target.name }} search={{ filter: condition }}>
          {t('related.all', { count: count.value })}
        </Link>
      )}
    </SideCard>
  );
}

function Row({ row, target, relation, shown: chosen }: { row: CrmRecord; target: ObjectMeta; relation: RelationMeta; shown?: string[] }) {
  const { figure, line } = chosen ? chosenFacts(target, chosen) : factsOf(target, relation);
  const shown = line.filter(({ name }) => row[name] !== null && row[name] !== undefined && row[name] !== '');
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        <span className={`${classes.name} truncate`}>
          <RecordLink object={target.name} id={row.id}>{row.name}</RecordLink>
        </span>
        {figure && <FieldValue field={figure} value={row[figure.name]} record={row} />}
      </div>
      {shown.length > 0 && (
        <div className={classes.facts}>
          {shown.map((field) => (
            <FieldValue key={field.name} field={field} value={row[field.name]} record={row} links={false} />
          ))}
        </div>
      )}
    </li>
  );
}
