import { useState } from 'react';
import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recordQuery } from '@/api/records';
import { LookupInput } from '@/ui/fields/LookupInput';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ME } from './model';

/** Several records, or "me", chosen one after the other. */
export function LookupValues({ target, values, onChange }: { target: string; values: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation('lists');
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const ids = values.filter((value) => value !== ME);
  const loaded = useQueries({
    queries: ids.map((id) => recordQuery(target, id)),
    combine: (results) => Object.fromEntries(results.map((result, index) => [ids[index], result.data?.name])),
  });
  const nameOf = (value: string) => (value === ME ? t('filters.me') : (chosen[value] ?? loaded[value] ?? '…'));
  return (
    <Stack gap={6}>
      {values.map((value) => (
        <Group key={value} gap={8} wrap="nowrap">
          <OwnerAvatar name={nameOf(value)} square={target !== 'user'} size={20} />
          <Text size="sm" truncate style={{ flex: 1 }}>{nameOf(value)}</Text>
          <CloseButton size="sm" aria-label={t('filters.removeValue', { name: nameOf(value) })} onClick={() => onChange(values.filter((one) => one !== value))} />
        </Group>
      ))}
      <LookupInput
        target={target}
        value={null}
        data-autofocus
        aria-label={t('filters.value')}
        pinned={target === 'user' && !values.includes(ME) ? [{ id: ME, name: t('filters.me') }] : []}
        onChange={(record) => {
          if (!record || values.includes(record.id)) return;
          setChosen((old) => ({ ...old, [record.id]: record.name }));
          onChange([...values, record.id]);
        }}
      />
    </Stack>
  );
}
