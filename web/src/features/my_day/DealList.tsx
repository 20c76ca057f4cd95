import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChecklist, IconHourglassLow, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { isLookup } from '@/features/activities';
import { openPanel } from '@/routing/panels';
import { FieldValue } from '@/ui/fields/FieldValue';
import { RecordLink } from '@/ui/RecordLink';
import { useFormat } from '@/ui/useFormat';
import classes from './MyDay.module.css';

interface DealListProps {
  kind: 'closing' | 'stale';
  deals: CrmRecord[];
}

/** Deals that should close soon, or that nobody has touched for long; each with a task one click away. */
export function DealList({ kind, deals }: DealListProps) {
  const { t } = useTranslation('my_day');
  const meta = useMaybeObject('deal');
  if (!meta) return null;
  const Shape = kind === 'closing' ? IconTargetArrow : IconHourglassLow;
  return (
    <section className={classes.panel} aria-labelledby={`deals-${kind}`}>
      <h2 className={classes.panelHead} id={`deals-${kind}`}>
        <Shape size={17} stroke={1.6} aria-hidden />
        {t(`deals.${kind}`)}
        <span className={`${classes.count} tabular`}>{deals.length}</span>
      </h2>
      {deals.length ? (
        <ul className={classes.dealRows}>
          {deals.map((deal) => (
            <DealRow key={deal.id} deal={deal} meta={meta} kind={kind} />
          ))}
        </ul>
      ) : (
        <p className={classes.quiet}>{t(`deals.${kind}None`)}</p>
      )}
    </section>
  );
}

function DealRow({ deal, meta, kind }: { deal: CrmRecord; meta: ObjectMeta; kind: 'closing' | 'stale' }) {
  const { t } = useTranslation('my_day');
  const format = useFormat();
  const stage = fieldOf(meta, 'stage');
  const amount = fieldOf(meta, 'amount');
  const touched = typeof deal.last_activity_at === 'string' ? deal.last_activity_at : typeof deal.updated_at === 'string' ? deal.updated_at : null;
  const when = kind === 'closing' ? (typeof deal.close_date === 'string' ? format.date(deal.close_date) : null) : touched && t('deals.touched', { when: format.relative(touched) });
  const links = { deal: { id: deal.id, name: deal.name }, ...(isLookup(deal.account) ? { account: deal.account } : {}) };
  return (
    <li className={classes.dealRow}>
      <div className={classes.words}>
        <span className={classes.dealName}>
          <span className="truncate"><RecordLink object="deal" id={deal.id}>{deal.name}</RecordLink></span>
          {amount && <FieldValue field={amount} value={deal.amount} record={deal} />}
        </span>
        <span className={classes.facts}>
          {stage && <FieldValue field={stage} value={deal.stage} record={deal} />}
          {when && <span className="tabular truncate">{when}</span>}
        </span>
      </div>
      <Tooltip label={t('deals.addTask')}>
        <ActionIcon
          size={32}
          className={classes.snooze}
          aria-label={t('deals.addTaskFor', { name: deal.name })}
          onClick={() => openPanel({ name: 'create', object: 'activity', defaults: { type: 'task', ...links } })}
        >
          <IconChecklist size={17} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
