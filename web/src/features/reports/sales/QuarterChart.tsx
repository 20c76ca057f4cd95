import { BarChart } from '@mantine/charts';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { ChartCard } from '../charts/ChartCard';
import { ColumnTick } from '../charts/ColumnTick';
import { ColumnTip } from '../charts/ColumnTip';
import type { QuarterRow } from '../model/types';

/** Won revenue by the quarter of the close date. */
export function QuarterChart({ rows, currency }: { rows: QuarterRow[]; currency: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const navigate = useNavigate();
  const nameOf = (row: QuarterRow) => row.label ?? t('quarters.none');
  const data = rows.map((row) => {
    const deals = t('dealCount', { count: row.count, shown: format.number(row.count) });
    const amount = format.money(row.amount, currency);
    return { name: nameOf(row), size: Number(row.amount), filter: row.filter, deals, amount, spoken: t('spoken', { name: nameOf(row), deals, amount }) };
  });
  const open = (filter: string) => void navigate({ to: '/o/$object', params: { object: 'deal' } as never, search: { filter, view: 'list' } as never });
  return (
    <ChartCard
      title={t('quarters.title')}
      note={t('quarters.note')}
      fileName="won-by-quarter"
      span={2}
      columns={[{ label: t('columns.quarter') }, { label: t('columns.deals'), numeric: true }, { label: t('columns.amount'), numeric: true }]}
      rows={rows.map((row) => ({
        key: row.period ?? '',
        filter: row.filter,
        cells: [
          { value: nameOf(row), shown: nameOf(row) },
          { value: row.count, shown: format.number(row.count) },
          { value: Number(row.amount), shown: format.money(row.amount, currency) },
        ],
      }))}
    >
      <BarChart
        h={260}
        data={data}
        dataKey="name"
        series={[{ name: 'size', color: 'accent.5', label: t('columns.amount') }]}
        valueFormatter={(value) => format.moneyShort(value, currency)}
        withBarValueLabel={data.length <= 8}
        gridAxis="y"
        tickLine="none"
        maxBarWidth={72}
        barProps={{ radius: [4, 4, 0, 0], cursor: 'pointer', isAnimationActive: false, onClick: (_bar, index) => data[index] && open(data[index].filter) }}
        xAxisProps={{ interval: data.length > 8 ? 'preserveStartEnd' : 0, tick: <ColumnTick columns={data} onOpen={open} /> }}
        yAxisProps={{ width: 56 }}
        barChartProps={{ accessibilityLayer: false, margin: { top: 24 } }}
        tooltipProps={{ content: ({ active, label }) => <ColumnTip column={active ? data.find((one) => one.name === label) : undefined} /> }}
      />
    </ChartCard>
  );
}
