import { useState } from 'react';
import { CloseButton, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { LookupInput } from '@/ui/fields/LookupInput';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useMixedNames } from './mixedNames';

/** Several records of several objects, chosen one after the other. */
export function MixedLookupValues({ targets, values, onChange }: { targets: string[]; values: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation(['lists', 'fields']);
  const objects = useObjects().filter(({ name, permissions }) => targets.includes(name) && permissions.read);
  const [target, setTarget] = useState(objects[0]?.name ?? '');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const names = useMixedNames(targets, values);
  const nameOf = (id: string) => chosen[id] ?? names[id] ?? '…';
  return (
    <Stack gap={6}>
      {values.map((id) => (
        <Group key={id} gap={8} wrap="nowrap">
          <Text size="sm" truncate style={{ flex: 1 }}>{nameOf(id)}</Text>
          <CloseButton size="sm" aria-label={t('filters.removeValue', { name: nameOf(id) })} onClick={() => onChange(values.filter((one) => one !== id))} />
        </Group>
      ))}
      <Select
        aria-label={t('fields:mixed.which')}
        data={objects.map(({ name, plural_label }) => ({ value: name, label: plural_label }))}
        value={target}
        allowDeselect={false}
        leftSection={<ObjectIcon object={target} size={16} />}
        comboboxProps={{ withinPortal: false }}
        onChange={(name) => setTarget(name ?? '')}
      />
      {target && (
        <LookupInput
          key={target}
          target={target}
          value={null}
          data-autofocus
          aria-label={t('filters.value')}
          onChange={(record) => {
            if (!record || values.includes(record.id)) return;
            setChosen((old) => ({ ...old, [record.id]: record.name }));
            onChange([...values, record.id]);
          }}
        />
      )}
    </Stack>
  );
}
