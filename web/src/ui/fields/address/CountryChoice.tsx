import { useMemo } from 'react';
import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COUNTRIES, countryName } from './writing';

/** Any countries, for a condition. */
export default function CountryChoice({ label, values, onChange }: { label: string; values: string[]; onChange: (codes: string[]) => void }) {
  const { t, i18n } = useTranslation('common');
  const data = useMemo(
    () => Object.keys(COUNTRIES).map((code) => ({ value: code, label: countryName(code, i18n.language) })).sort((one, other) => one.label.localeCompare(other.label, i18n.language)),
    [i18n.language],
  );
  return <MultiSelect aria-label={label} searchable limit={60} data={data} value={values} onChange={onChange} comboboxProps={{ withinPortal: false }} nothingFoundMessage={t('nothingFound')} />;
}
