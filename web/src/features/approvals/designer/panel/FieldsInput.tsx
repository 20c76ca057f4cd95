import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';

interface FieldsInputProps {
  label: string;
  help: string;
  fields: FieldMeta[];
  value: string[];
  error?: string;
  onChange: (names: string[]) => void;
}

/** Some of the object's fields, in the order in which they were chosen. */
export function FieldsInput({ label, help, fields, value, error, onChange }: FieldsInputProps) {
  const { t } = useTranslation('common');
  const known = fields.map((field) => ({ value: field.name, label: field.label }));
  const gone = value.filter((name) => !fields.some((field) => field.name === name)).map((name) => ({ value: name, label: name }));
  return <MultiSelect label={label} description={help} searchable hidePickedOptions maxDropdownHeight={280} nothingFoundMessage={t('nothingFound')} data={[...known, ...gone]} value={value} error={error} onChange={onChange} />;
}
