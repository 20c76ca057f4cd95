import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { ChartCard } from '../charts/ChartCard';
import { useShare } from '../charts/useShare';
import { DealsLink } from '../charts/DealsLink';
import type { Kpis, SalesOverview } from '../model/types';
import classes from './sales.module.css';

/** Won and lost side by side, and how long a sale takes. */
export function WinRateCard({ kpis, lists, cycle }: { kpis: Kpis; lists: SalesOverview['lists']; cycle: boolean }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const share = useShare();
  const sides = [
    { key: 'won', name: t('winRate.won'), count: kpis.won_count, filter: lists.won },
    { key: 'lost', name: t('winRate.lost'), count: kpis.lost_count, filter: lists.lost },
  ];
  const percent = (count: number) => (kpis.closed_count ? share(count / kpis.closed_count) : '–');
  return (
    <ChartCard
      title={t('winRate.title')}
      note={t('winRate.note')}
      fileName="win-rate"
      columns={[{ label: t('columns.result') }, { label: t('columns.deals'), numeric: true }, { label: t('columns.share'), numeric: true }]}
      rows={sides.map(({ key, name, count, filter }) => ({
        key,
        filter,
        cells: [
          { value: name, shown: name },
          { value: count, shown: format.number(count) },
          { value: kpis.closed_count ? count / kpis.closed_count : null, shown: percent(count) },
        ],
      }))}
    >
      <p className={classes.rate}>{kpis.win_rate === null ? '–' : format.percent(kpis.win_rate * 100)}</p>
      <div className={classes.split} aria-hidden>
        {sides.map(({ key, count }) => (
          <span key={key} data-side={key} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={classes.sides}>
        {sides.map(({ key, name, count, filter }) => (
          <li key={key} data-side={key}>
            <DealsLink filter={filter}>{name}</DealsLink>
            <span>{t('dealCount', { count, shown: format.number(count) })}</span>
          </li>
        ))}
      </ul>
      {cycle && (<p className={classes.cycle}>
        <strong>{kpis.mean_cycle_days === null ? '–' : t('kpis.days', { count: kpis.mean_cycle_days, shown: format.number(kpis.mean_cycle_days, 2) })}</strong>
        <span>{t('winRate.cycle')}</span>
      </p>)}
    </ChartCard>
  );
}
