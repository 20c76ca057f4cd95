import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const FIRST = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'JPY', 'TWD', 'SGD'];

/** ISO currencies by code and by name in the reader's language; the usual ones first. `only` these, where it is given. */
export function CurrencySelect({ only, ...props }: Omit<SelectProps, 'data'> & { only?: string[] }) {
  const { i18n, t } = useTranslation('common');
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency' });
    const codes = only ?? [...new Set([...FIRST, ...Intl.supportedValuesOf('currency')])];
    return codes.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
  }, [i18n.language, only]);
  return <Select {...props} data={data} searchable limit={60} allowDeselect={false} nothingFoundMessage={t('nothingFound')} />;
}
