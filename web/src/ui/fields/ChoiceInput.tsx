import { useMemo } from 'react';
import { Group, Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, RecordValues } from '@/api/types';
import { cssColorOf } from '../colors';
import { chosenIn, offeredOptions } from './choices';
import { useWithinPortal } from './Nested';

export interface ChoiceInputProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  field: FieldMeta;
  value: string | null;
  onChange: (value: string | null) => void;
  record?: RecordValues;
  opened?: boolean;
}

/** One option of a choice or stage. Retired options stay readable but are no longer offered. */
export function ChoiceInput({ field, value, onChange, record, opened, ...input }: ChoiceInputProps) {
  const { t } = useTranslation('fields');
  const withinPortal = useWithinPortal();
  const options = useMemo(() => offeredOptions(field, record, chosenIn(value)), [field, record, value]);
  const colors = new Map(options.map((option) => [option.value, option.color]));

  return (
    <Select
      {...input}
      data={options.map(({ value: code, label }) => ({ value: code, label }))}
      value={value}
      onChange={onChange}
      searchable={options.length > 7}
      clearable={!field.required && field.type === 'choice'}
      defaultDropdownOpened={opened}
      nothingFoundMessage={t('choice.nothing')}
      comboboxProps={{ withinPortal, width: 'max-content', position: 'bottom-start' }}
      leftSection={value ? <Dot color={colors.get(value)} /> : undefined}
      renderOption={({ option }) => (
        <Group gap={8} wrap="nowrap">
          <Dot color={colors.get(option.value)} />
          <span>{option.label}</span>
        </Group>
      )}
    />
  );
}

export function Dot({ color }: { color?: string | null }) {
  return <span aria-hidden style={{ width: 8, height: 8, flex: 'none', borderRadius: '50%', background: cssColorOf(color) }} />;
}
