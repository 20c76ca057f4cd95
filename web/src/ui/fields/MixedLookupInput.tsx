import { useState } from 'react';
import { Input, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { FieldMeta, MixedLookup } from '@/api/types';
import { ObjectIcon } from '../ObjectIcon';
import { LookupInput, type LookupInputProps } from './LookupInput';
import classes from './MixedLookup.module.css';
import { useWithinPortal } from './Nested';
import { UserPicker } from './UserPicker';

export interface MixedLookupInputProps extends Omit<LookupInputProps, 'value' | 'onChange' | 'target' | 'clearable'> {
  field: FieldMeta;
  value: MixedLookup | null;
  onChange: (value: MixedLookup | null) => void;
}

const MANY = 10;

/** Chooses a record of one of several objects: first of which, then which one. */
export function MixedLookupInput({ field, value, onChange, label, description, withAsterisk, error, ...input }: MixedLookupInputProps) {
  const { t } = useTranslation('fields');
  const withinPortal = useWithinPortal();
  const objects = useObjects().filter(({ name, permissions }) => field.targets?.includes(name) && permissions.read);
  const [chosen, setChosen] = useState<string>();
  const target = chosen ?? value?.object ?? objects[0]?.name;
  if (!target) return null;
  const shown = value && value.object === target ? { id: value.id, name: value.name ?? t('mixed.hidden') } : null;
  const Picker = target === 'user' ? UserPicker : LookupInput;
  return (
    <Input.Wrapper label={label} description={description} withAsterisk={withAsterisk} error={error} labelElement="div">
      <div className={classes.pair}>
        <Select
          className={classes.object}
          size={input.size}
          aria-label={t('mixed.object', { field: field.label })}
          data={objects.map(({ name, label: called }) => ({ value: name, label: called }))}
          value={target}
          allowDeselect={false}
          searchable={objects.length > MANY}
          disabled={input.disabled}
          leftSection={<ObjectIcon object={target} size={16} />}
          comboboxProps={{ withinPortal, width: 'max-content', position: 'bottom-start' }}
          onChange={(name) => setChosen(name ?? undefined)}
        />
        <Picker
          {...input}
          key={target}
          className={classes.record}
          aria-label={field.label}
          error={Boolean(error)}
          target={target}
          value={shown}
          clearable={!field.required}
          onChange={(record) => onChange(record && { object: target, ...record })}
        />
      </div>
    </Input.Wrapper>
  );
}
