import { useTranslation } from 'react-i18next';
import { cssColorOf } from '@/ui/colors';
import { useFormat } from '@/ui/useFormat';
import { BarRows } from '../charts/BarRows';
import { ChartCard } from '../charts/ChartCard';
import { useMeasure } from '../charts/useMeasure';
import type { StageRow } from '../model/types';

/** Open deals by stage. Bars measure deals, because open deals often have no amount yet. */
export function StageChart({ rows, currency }: { rows: StageRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const measure = useMeasure(rows, currency);
  const several = new Set(rows.map((row) => row.pipeline)).size > 1;
  const nameOf = (row: StageRow) => (several ? t('stages.inPipeline', { stage: row.label, pipeline: row.pipeline_label }) : row.label);
  const hasAmounts = rows.some((row) => Number(row.amount) > 0);
  return (
    <ChartCard
      title={t('stages.title')}
      note={t('stages.note')}
      fileName="pipeline-by-stage"
      columns={[{ label: t('columns.stage') }, { label: t('columns.deals'), numeric: true }, ...measure.columns]}
      rows={rows.map((row) => ({
        key: row.stage,
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          ...measure.cells(row),
        ],
      }))}
    >
      <BarRows
        rows={rows.map((row) => {
          const deals = measure.deals(row);
          return {
            key: row.stage,
            label: nameOf(row),
            size: row.count,
            color: cssColorOf(row.color),
            value: hasAmounts && row.amount !== null ? `${format.number(row.count)} · ${format.moneyShort(row.amount, currency)}` : format.number(row.count),
            spoken: measure.hasAmounts ? t('stages.spoken', { name: nameOf(row), deals, amount: measure.shown(row) }) : t('spokenCount', { name: nameOf(row), deals }),
            filter: row.filter,
          };
        })}
      />
    </ChartCard>
  );
}
