import { useTranslation } from 'react-i18next';
import { cssColorOf } from '@/ui/colors';
import { useFormat } from '@/ui/useFormat';
import { BarRows } from '../charts/BarRows';
import { ChartCard } from '../charts/ChartCard';
import type { StageRow } from '../model/types';

/** Open deals by stage. Bars measure deals, because open deals often have no amount yet. */
export function StageChart({ rows, currency }: { rows: StageRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const several = new Set(rows.map((row) => row.pipeline)).size > 1;
  const nameOf = (row: StageRow) => (several ? t('stages.inPipeline', { stage: row.label, pipeline: row.pipeline_label }) : row.label);
  const hasAmounts = rows.some((row) => Number(row.amount) > 0);
  return (
    <ChartCard
      title={t('stages.title')}
      note={t('stages.note')}
      fileName="pipeline-by-stage"
      columns={[{ label: t('columns.stage') }, { label: t('columns.deals'), numeric: true }, { label: t('columns.amount'), numeric: true }]}
      rows={rows.map((row) => ({
        key: row.stage,
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          { value: Number(row.amount), shown: format.money(row.amount, currency) },
        ],
      }))}
    >
      <BarRows
        rows={rows.map((row) => {
          const deals = t('dealCount', { count: row.count, shown: format.number(row.count) });
          const amount = format.money(row.amount, currency);
          return {
            key: row.stage,
            label: nameOf(row),
            size: row.count,
            color: cssColorOf(row.color),
            value: hasAmounts ? `${format.number(row.count)} · ${format.moneyShort(row.amount, currency)}` : format.number(row.count),
            spoken: t('stages.spoken', { name: nameOf(row), deals, amount }),
            filter: row.filter,
          };
        })}
      />
    </ChartCard>
  );
}
