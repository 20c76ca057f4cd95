import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** All IANA time zones by name, found by typing a city; shows today's offset. */
export function TimezoneSelect({ value, ...props }: Omit<SelectProps, 'data'>) {
  const { i18n, t } = useTranslation('common');
  const data = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(value ? [value] : [])]);
    return [...zones].map((zone) => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetOf(zone, i18n.language)})` }));
  }, [i18n.language, value]);
  return <Select {...props} value={value} data={data} searchable limit={60} allowDeselect={false} nothingFoundMessage={t('nothingFound')} />;
}

function offsetOf(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}
