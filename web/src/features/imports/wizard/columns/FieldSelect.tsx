import { Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { writableFields } from '../../model/mapping';
import type { ColumnMapping } from '../../model/types';

interface FieldSelectProps {
  object: ObjectMeta;
  mapping: ColumnMapping[];
  value: string | null;
  label: string;
  onChange: (field: string | null) => void;
}

const IGNORE = '';

/** The field a column fills, or none. A field that another column fills already says so. */
export function FieldSelect({ object, mapping, value, label, onChange }: FieldSelectProps) {
  const { t } = useTranslation('imports');
  const fields = writableFields(object);
  const taken = new Set(mapping.flatMap((one) => (one.field && one.field !== value ? [one.field] : [])));
  const required = new Set(fields.filter((field) => field.required).map((field) => field.name));
  return (
    <Select
      aria-label={label}
      data={[{ value: IGNORE, label: t('columns.ignore') }, ...fields.map(({ name, label: text }) => ({ value: name, label: text }))]}
      value={value ?? IGNORE}
      onChange={(chosen) => onChange(chosen || null)}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t('columns.noField')}
      styles={value ? undefined : { input: { color: 'var(--text-faint)' } }}
      renderOption={({ option }) => (
        <Group justify="space-between" wrap="nowrap" gap="xs" flex={1}>
          <Text size="sm" c={option.value === IGNORE ? 'dimmed' : undefined}>
            {option.label}
          </Text>
          {(taken.has(option.value) || required.has(option.value)) && (
            <Text size="xs" c="dimmed">
              {taken.has(option.value) ? t('columns.taken') : t('columns.required')}
            </Text>
          )}
        </Group>
      )}
    />
  );
}
