import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';

export interface TargetsSelectProps {
  targets: string[];
  /** Those that records may point to already: they stay. */
  kept: string[];
  error?: string;
  onChange: (targets: string[]) => void;
}

/** The objects of which a lookup to several points at one. */
export function TargetsSelect({ targets, kept, error, onChange }: TargetsSelectProps) {
  const { t } = useTranslation('objects');
  const objects = useObjects();
  const known = targets.filter((name) => objects.some((one) => one.name === name));
  return (
    <MultiSelect
      label={t('targets')}
      description={t(kept.length ? 'targetsStay' : 'targetsText')}
      placeholder={known.length ? undefined : t('targetChoose')}
      data={objects.map(({ name, plural_label }) => ({ value: name, label: plural_label }))}
      value={known}
      searchable
      maxValues={20}
      error={error}
      onChange={(names) => onChange([...kept.filter((name) => !names.includes(name)), ...names])}
    />
  );
}
