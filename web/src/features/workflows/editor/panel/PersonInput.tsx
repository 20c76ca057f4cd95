import { Select, TextInput, Autocomplete, Switch, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ObjectMeta } from '@/api/types';
import { useObjects } from '@/api/objects';
import type { Person } from '../../types';

const KINDS = ['field', 'team', 'queue', 'role', 'person', 'cause'] as const;
const PRINCIPALS = { team: 'team', queue: 'queue', role: 'org_role' } as const;

export interface PersonInputProps {
  object: ObjectMeta;
  value: Person;
  onChange: (value: Person) => void;
  error?: string;
  disabled?: boolean;
  /** One of several shall be picked, not all of them be told. */
  picks?: boolean;
}

/** A person as workflows name people: by a field of the record, a team, a queue, a position, an address. */
export function PersonInput({ object, value, onChange, error, disabled, picks = false }: PersonInputProps) {
  const { t } = useTranslation('workflows');
  const objects = useObjects();
  const fields = object.fields.flatMap((field) => {
    if (field.target === 'user') return [{ value: field.name, label: field.label }];
    const target = objects.find((one) => one.name === field.target);
    return (target?.fields ?? []).filter((one) => one.target === 'user' && one.name === 'owner').map((one) => ({ value: `${field.name}.${one.name}`, label: `${field.label} › ${one.label}` }));
  });
  const group = value.kind === 'team' || value.kind === 'queue' || value.kind === 'role' ? value.kind : null;
  return (
    <>
      <Group gap={8} align="start" wrap="nowrap">
        <Select
          aria-label={t('people.kind')}
          w={132}
          flex="none"
          disabled={disabled}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: t(`people.${kind}`) }))}
          value={value.kind}
          onChange={(kind) => onChange({ kind: (kind ?? 'field') as Person['kind'], name: kind === 'field' ? 'owner' : '' })}
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          {value.kind === 'field' && (
            <Select aria-label={t('people.field')} disabled={disabled} allowDeselect={false} searchable data={fields} value={value.name ?? null} error={error} onChange={(name) => onChange({ ...value, name: name ?? '' })} />
          )}
          {value.kind === 'person' && (
            <TextInput aria-label={t('people.address')} type="email" placeholder={t('people.address')} disabled={disabled} value={value.name ?? ''} error={error} onChange={(event) => onChange({ ...value, name: event.currentTarget.value })} />
          )}
          {group && <GroupName kind={group} value={value.name ?? ''} error={error} disabled={disabled} onChange={(name) => onChange({ ...value, name })} />}
        </div>
      </Group>
      {picks && group && (
        <Switch label={t(group === 'queue' ? 'people.inTurnsQueue' : 'people.inTurns')} disabled={disabled} checked={value.round_robin ?? true} onChange={(event) => onChange({ ...value, round_robin: event.currentTarget.checked })} />
      )}
    </>
  );
}

function GroupName({ kind, value, error, disabled, onChange }: { kind: keyof typeof PRINCIPALS; value: string; error?: string; disabled?: boolean; onChange: (name: string) => void }) {
  const { t } = useTranslation('workflows');
  const found = useQuery({
    queryKey: ['workflows', 'groups', kind],
    queryFn: async ({ signal }) => (await api.get<{ data: { name: string }[] }>('/sharing-principals', { signal, query: { kinds: PRINCIPALS[kind], limit: 50 } })).data.map((one) => one.name),
    staleTime: 60_000,
    retry: false,
  });
  return <Autocomplete aria-label={t(`people.${kind}`)} placeholder={t('people.name')} disabled={disabled} data={[...new Set(found.data ?? [])]} value={value} error={error} onChange={onChange} />;
}
