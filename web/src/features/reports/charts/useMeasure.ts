import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { DataColumn } from './DataTable';

interface Measured {
  count: number;
  amount: string | null;
}

/** What the bars of a chart measure: amounts, or deals where amounts are hidden from the reader. */
export function useMeasure(rows: Measured[], currency: string) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const hasAmounts = rows.every((row) => row.amount !== null);
  const deals = (row: Measured) => t('dealCount', { count: row.count, shown: format.number(row.count) });
  const column: DataColumn = { label: t('columns.amount'), numeric: true };
  return {
    hasAmounts,
    label: hasAmounts ? t('columns.amount') : t('columns.deals'),
    size: (row: Measured) => (row.amount === null ? row.count : Number(row.amount)),
    shown: (row: Measured) => (row.amount === null ? format.number(row.count) : format.money(row.amount, currency)),
    short: (size: number) => (hasAmounts ? format.moneyShort(size, currency) : format.number(size)),
    full: (size: number) => (hasAmounts ? format.money(size, currency) : format.number(size)),
    deals,
    /** The row in words; the number of deals is not said twice. */
    spoken: (name: string, row: Measured) =>
      row.amount === null ? t('spokenCount', { name, deals: deals(row) }) : t('spoken', { name, deals: deals(row), amount: format.money(row.amount, currency) }),
    columns: hasAmounts ? [column] : [],
    cells: (row: Measured) => (row.amount === null ? [] : [{ value: Number(row.amount), shown: format.money(row.amount, currency) }]),
  };
}
