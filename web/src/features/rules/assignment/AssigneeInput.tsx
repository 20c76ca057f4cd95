import { NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ListOf, RecordPage } from '@/api/types';
import type { Assignee, AssigneeKind } from './types';

const KINDS: AssigneeKind[] = ['team', 'user', 'queue', 'territory'];
/** As many as a list of choices is good for. */
const MOST = 200;

interface Choice {
  value: string;
  label: string;
}

async function choicesOf(kind: AssigneeKind, signal: AbortSignal): Promise<Choice[]> {
  if (kind !== 'user') {
    const teams = await api.get<ListOf<{ name: string; kind: string }>>('/teams', { query: { kind, limit: 100 }, signal });
    return teams.data.map(({ name }) => ({ value: name, label: name }));
  }
  const people = await api.get<RecordPage>('/objects/user/records', { query: { fields: 'name,email', filter: 'status == "active"', sort: 'name', limit: MOST, count: 'none' }, signal });
  return people.data.flatMap(({ name, email }) => (typeof email === 'string' ? [{ value: email, label: name }] : []));
}

/** To whom a record goes: a person, or whose turn it is in a team. */
export function AssigneeInput({ value, error, onChange, kinds = KINDS }: { value: Assignee; error?: string; onChange: (value: Assignee) => void; kinds?: AssigneeKind[] }) {
  const { t } = useTranslation('rules');
  const found = useQuery({ queryKey: ['definitions', 'assignees', value.kind], queryFn: ({ signal }) => choicesOf(value.kind, signal), staleTime: 30_000 });
  const known = found.data ?? [];
  const data = value.name && !known.some((one) => one.value === value.name) ? [...known, { value: value.name, label: value.name }] : known;
  const inTurn = value.kind === 'team' || value.kind === 'territory';
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(110px, 1fr) 2fr', gap: 8, marginTop: 10 }}>
      <Select label={t('assignment.to')} allowDeselect={false} data={kinds.map((kind) => ({ value: kind, label: t(`assignment.kinds.${kind}`) }))} value={value.kind} onChange={(kind) => kind && onChange({ kind: kind as AssigneeKind, name: '' })} />
      <Select label={t(`assignment.kinds.${value.kind}`)} searchable data={data} value={value.name || null} error={error} nothingFoundMessage={t('assignment.nobody')} onChange={(name) => onChange({ ...value, name: name ?? '' })} />
      {inTurn && <NumberInput style={{ gridColumn: '1 / -1' }} label={t('assignment.capacity')} placeholder={t('assignment.anyNumber')} min={1} max={100_000} allowDecimal={false} value={value.capacity ?? ''} onChange={(capacity) => onChange({ ...value, capacity: Number(capacity) || null })} />}
    </div>
  );
}
