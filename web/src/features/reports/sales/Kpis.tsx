import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DealsLink } from '../charts/DealsLink';
import { useFormat } from '@/ui/useFormat';
import type { SalesOverview } from '../model/types';
import classes from './sales.module.css';

/** The figures at a glance; each opens the deals that it counts. */
export function Kpis({ overview }: { overview: SalesOverview }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { kpis, lists, currency } = overview;
  const days = kpis.mean_cycle_days;
  const omitted = new Set(overview.omitted);
  return (
    <dl className={classes.kpis} data-fewer={overview.omitted.length ? true : undefined}>
      {omitted.has('closed') ? null : kpis.won_amount === null ? (
        <Kpi name={t('kpis.wonCount')} filter={lists.won} value={format.number(kpis.won_count)} note={t('kpis.inPeriod')} />
      ) : (
        <Kpi name={t('kpis.wonAmount')} filter={lists.won} value={format.money(kpis.won_amount, currency)} note={t('kpis.deals', { count: kpis.won_count, shown: format.number(kpis.won_count) })} />
      )}
      {!omitted.has('closed') && (
        <Kpi name={t('kpis.winRate')} filter={lists.closed} value={kpis.win_rate === null ? '–' : format.percent(kpis.win_rate * 100)} note={t('kpis.ofClosed', { count: kpis.closed_count, shown: format.number(kpis.closed_count) })} />
      )}
      {!omitted.has('cycle') && (
        <Kpi name={t('kpis.cycle')} filter={lists.closed} value={days === null ? '–' : t('kpis.days', { count: days, shown: format.number(days, 2) })} note={t('kpis.cycleNote')} />
      )}
      <Kpi name={t('kpis.open')} filter={lists.open} value={format.number(kpis.open_count)} note={t('kpis.today')} />
      {kpis.open_amount !== null && <Kpi name={t('kpis.openAmount')} filter={lists.open} value={format.money(kpis.open_amount, currency)} note={t('kpis.today')} />}
      {kpis.weighted_amount !== null && <Kpi name={t('kpis.weighted')} filter={lists.open} value={format.money(kpis.weighted_amount, currency)} note={t('kpis.weightedNote')} />}
    </dl>
  );
}

function Kpi({ name, value, note, filter }: { name: string; value: string; note: ReactNode; filter: string }) {
  return (
    <div className={classes.kpi}>
      <dt>{name}</dt>
      <dd>
        <DealsLink filter={filter} className={classes.kpiValue}>
          {value}
        </DealsLink>
        <span>{note}</span>
      </dd>
    </div>
  );
}
