import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { BarRows } from '../charts/BarRows';
import { ChartCard } from '../charts/ChartCard';
import { useShare } from '../charts/useShare';
import type { RegionRow } from '../model/types';

/** Won revenue by the owner's regional office. */
export function RegionChart({ rows, currency }: { rows: RegionRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const nameOf = (row: RegionRow) => row.region ?? t('regions.none');
  const total = rows.reduce((sum, row) => sum + Number(row.amount), 0);
  const percent = useShare();
  const share = (row: RegionRow) => (total ? percent(Number(row.amount) / total) : '');
  return (
    <ChartCard
      title={t('regions.title')}
      note={t('regions.note')}
      fileName="won-by-region"
      span={2}
      columns={[
        { label: t('columns.region') },
        { label: t('columns.deals'), numeric: true },
        { label: t('columns.amount'), numeric: true },
        { label: t('columns.share'), numeric: true },
      ]}
      rows={rows.map((row) => ({
        key: row.region ?? '',
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          { value: Number(row.amount), shown: format.money(row.amount, currency) },
          { value: total ? Number(row.amount) / total : null, shown: share(row) },
        ],
      }))}
    >
      <BarRows
        head={{ label: t('columns.region'), value: t('columns.amount'), note: t('columns.share') }}
        rows={rows.map((row) => {
          const amount = format.money(row.amount, currency);
          return {
            key: row.region ?? '',
            label: nameOf(row),
            size: Number(row.amount),
            value: amount,
            note: share(row),
            spoken: t('spoken', { name: nameOf(row), deals: t('dealCount', { count: row.count, shown: format.number(row.count) }), amount }),
            filter: row.filter,
          };
        })}
      />
    </ChartCard>
  );
}
