import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { PERIODS, spanOf, todayIn, type Period } from '../model/periods';
import type { SalesSearch } from '../model/search';
import classes from './filters.module.css';

interface PeriodFilterProps {
  search: SalesSearch;
  onChange: (change: Partial<SalesSearch>) => void;
}

/** A named period, or any two days. */
export function PeriodFilter({ search, onChange }: PeriodFilterProps) {
  const { t, i18n } = useTranslation('reports');
  const { context } = useFormat();
  const period = search.period ?? 'all';
  const choose = (next: Period) => {
    const start = next === 'custom' ? spanOf(period === 'all' ? 'this_year' : period, todayIn(context.timezone)) : {};
    onChange({ period: next === 'all' ? undefined : next, from: start.from, to: start.to });
  };
  return (
    <>
      <Select
        className={classes.field}
        aria-label={t('filters.period')}
        data={PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
        value={period}
        onChange={(value) => value && choose(value as Period)}
        allowDeselect={false}
      />
      {period === 'custom' && (
        <DatePickerInput
          type="range"
          className={classes.days}
          aria-label={t('filters.days')}
          placeholder={t('filters.days')}
          valueFormat={i18n.language === 'zh-CN' ? 'YYYY年M月D日' : 'MMM D, YYYY'}
          value={[search.from ?? null, search.to ?? null]}
          onChange={([from, to]) => onChange({ from: from ?? undefined, to: to ?? undefined })}
        />
      )}
    </>
  );
}
