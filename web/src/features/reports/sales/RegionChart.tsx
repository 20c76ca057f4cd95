import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { BarRows } from '../charts/BarRows';
import { ChartCard } from '../charts/ChartCard';
import { useMeasure } from '../charts/useMeasure';
import { useShare } from '../charts/useShare';
import type { RegionRow } from '../model/types';

/** Won revenue by the owner's regional office. */
export function RegionChart({ rows, currency }: { rows: RegionRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const nameOf = (row: RegionRow) => row.region ?? t('regions.none');
  const measure = useMeasure(rows, currency);
  const total = rows.reduce((sum, row) => sum + measure.size(row), 0);
  const percent = useShare();
  const share = (row: RegionRow) => (total ? percent(measure.size(row) / total) : '');
  return (
    <ChartCard
      title={t(measure.hasAmounts ? 'regions.title' : 'regions.titleCount')}
      note={t('regions.note')}
      fileName="won-by-region"
      span={2}
      columns={[
        { label: t('columns.region') },
        { label: t('columns.deals'), numeric: true },
        ...measure.columns,
        { label: t('columns.share'), numeric: true },
      ]}
      rows={rows.map((row) => ({
        key: row.region ?? '',
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          ...measure.cells(row),
          { value: total ? measure.size(row) / total : null, shown: share(row) },
        ],
      }))}
    >
      <BarRows
        head={{ label: t('columns.region'), value: measure.label, note: t('columns.share') }}
        rows={rows.map((row) => ({
          key: row.region ?? '',
          label: nameOf(row),
          size: measure.size(row),
          value: measure.shown(row),
          note: share(row),
          spoken: measure.spoken(nameOf(row), row),
          filter: row.filter,
        }))}
      />
    </ChartCard>
  );
}
