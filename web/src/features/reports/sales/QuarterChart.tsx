import { BarChart } from '@mantine/charts';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { ChartCard } from '../charts/ChartCard';
import { ColumnTick } from '../charts/ColumnTick';
import { ColumnTip } from '../charts/ColumnTip';
import { useMeasure } from '../charts/useMeasure';
import type { QuarterRow } from '../model/types';

/** Won revenue by the quarter of the close date. */
export function QuarterChart({ rows, currency }: { rows: QuarterRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const measure = useMeasure(rows, currency);
  const nameOf = (row: QuarterRow) => row.label ?? t('quarters.none');
  /** On a phone the year goes below, so that neighbours do not run into each other. */
  const linesOf = ({ period, ...row }: QuarterRow) =>
    narrow && period ? [t('quarters.short', { number: Math.ceil(Number(period.slice(5, 7)) / 3) }), period.slice(0, 4)] : [row.label ?? t('quarters.none')];
  const data = rows.map((row) => {
    const deals = measure.deals(row);
    const amount = measure.hasAmounts ? measure.shown(row) : '';
    return { name: nameOf(row), lines: linesOf(row), size: measure.size(row), filter: row.filter, deals, amount, spoken: measure.spoken(nameOf(row), row) };
  });
  const labelled = (amount: number) => (narrow || data.length > 5 ? measure.short(amount) : measure.full(amount));
  const open = (filter: string) => void navigate({ to: '/o/$object', params: { object: 'deal' } as never, search: { filter, view: 'list' } as never });
  return (
    <ChartCard
      title={t(measure.hasAmounts ? 'quarters.title' : 'quarters.titleCount')}
      note={t('quarters.note')}
      fileName="won-by-quarter"
      span={2}
      columns={[{ label: t('columns.quarter') }, { label: t('columns.deals'), numeric: true }, ...measure.columns]}
      rows={rows.map((row) => ({
        key: row.period ?? '',
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          ...measure.cells(row),
        ],
      }))}
    >
      <BarChart
        h={260}
        data={data}
        dataKey="name"
        series={[{ name: 'size', color: 'accent.5', label: measure.label }]}
        valueFormatter={measure.short}
        withBarValueLabel={data.length <= 8}
        valueLabelProps={{ formatter: (value) => labelled(Number(value)) }}
        gridAxis="x"
        tickLine="none"
        maxBarWidth={72}
        barProps={{ radius: [4, 4, 0, 0], cursor: 'pointer', isAnimationActive: false, onClick: (_bar, index) => data[index] && open(data[index].filter) }}
        xAxisProps={{ height: narrow ? 44 : 30, interval: data.length > 8 ? 'preserveStartEnd' : 0, tick: <ColumnTick columns={data} onOpen={open} /> }}
        yAxisProps={{ width: 56, allowDecimals: measure.hasAmounts }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 24 } }}
        tooltipProps={{ content: ({ active, label }) => <ColumnTip column={active ? data.find((one) => one.name === label) : undefined} /> }}
      />
    </ChartCard>
  );
}
