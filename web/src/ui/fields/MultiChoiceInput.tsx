import { useMemo } from 'react';
import { Group, MultiSelect, type MultiSelectProps } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, RecordValues } from '@/api/types';
import { Dot } from './ChoiceInput';
import { offeredOptions } from './choices';
import { useWithinPortal } from './Nested';

export interface MultiChoiceInputProps extends Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> {
  field: FieldMeta;
  value: string[];
  onChange: (value: string[] | null) => void;
  record?: RecordValues;
  opened?: boolean;
}

/** Any of the options of a choice. The list stays open, so that several are chosen one after the other. */
export function MultiChoiceInput({ field, value, onChange, record, opened, ...input }: MultiChoiceInputProps) {
  const { t } = useTranslation('fields');
  const withinPortal = useWithinPortal();
  const options = useMemo(() => offeredOptions(field, record, value), [field, record, value]);
  const colors = new Map(options.map((option) => [option.value, option.color]));
  return (
    <MultiSelect
      {...input}
      data={options.map(({ value: code, label }) => ({ value: code, label }))}
      value={value}
      onChange={(next) => onChange(next.length ? next : null)}
      searchable
      clearable={!field.required}
      hidePickedOptions={false}
      defaultDropdownOpened={opened}
      nothingFoundMessage={t('choice.nothing')}
      comboboxProps={{ withinPortal, position: 'bottom-start' }}
      renderOption={({ option, checked }) => (
        <Group gap={8} wrap="nowrap" style={{ flex: 1 }}>
          <Dot color={colors.get(option.value)} />
          <span style={{ flex: 1 }}>{option.label}</span>
          {checked && <IconCheck size={15} aria-hidden />}
        </Group>
      )}
    />
  );
}
