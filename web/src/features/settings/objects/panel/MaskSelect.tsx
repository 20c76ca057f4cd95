import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const CHOICES = [0, 1, 2, 3, 4];
const EXAMPLE = '310115199001011234';

/** How much of an encrypted text everybody who sees the field may read. */
export function MaskSelect({ shown, error, onChange }: { shown: number; error?: string; onChange: (shown: number) => void }) {
  const { t } = useTranslation('objects');
  return (
    <Select
      label={t('mask.label')}
      description={t('mask.text')}
      data={CHOICES.map((count) => ({ value: String(count), label: count ? t('mask.last', { count, example: `•••• ${EXAMPLE.slice(-count)}` }) : t('mask.nothing', { example: '••••' }) }))}
      value={String(shown)}
      allowDeselect={false}
      error={error}
      onChange={(value) => onChange(Number(value ?? 0))}
    />
  );
}
