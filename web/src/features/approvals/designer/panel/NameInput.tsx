import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ListOf, RecordPage } from '@/api/types';

type Kind = 'role' | 'team' | 'queue' | 'user';
const PRINCIPALS = { role: 'org_role', team: 'team', queue: 'queue' } as const;
interface Choice {
  value: string;
  label: string;
}

const FOUND = 50;

async function choicesOf(kind: Kind, q: string, signal: AbortSignal): Promise<Choice[]> {
  if (kind === 'user') {
    const people = await api.get<RecordPage>('/objects/user/records', { query: { q, fields: 'name,email', filter: 'status == "active"', limit: FOUND, count: 'none', sort: q ? undefined : 'name' }, signal });
    return people.data.flatMap(({ name, email }) => (typeof email === 'string' ? [{ value: email, label: `${name} · ${email}` }] : []));
  }
  const groups = await api.get<ListOf<{ name: string }>>('/sharing-principals', { query: { q, kinds: PRINCIPALS[kind], limit: FOUND }, signal });
  return [...new Set(groups.data.map(({ name }) => name))].map((name) => ({ value: name, label: name }));
}

/** A position, a team or a person by the name that definitions use; found by typing a part of it. */
export function NameInput({ kind, value, error, onChange }: { kind: Kind; value: string; error?: string; onChange: (name: string) => void }) {
  const { t } = useTranslation(['approvals', 'common']);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const asked = q === value || q.startsWith(`${value} ·`) ? '' : q;
  const found = useQuery({ queryKey: ['approvals', 'names', kind, asked], queryFn: ({ signal }) => choicesOf(kind, asked, signal), staleTime: 30_000, placeholderData: keepPreviousData });
  const choices = found.data ?? [];
  const data = value && !choices.some((one) => one.value === value) ? [...choices, { value, label: value }] : choices;
  return (
    <Select
      aria-label={t(`people.kinds.${kind}`)}
      placeholder={t(`people.find.${kind}`)}
      searchable
      data={data}
      // The server has looked already.
      filter={({ options }) => options}
      value={value || null}
      error={error}
      nothingFoundMessage={t('common:nothingFound')}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(name) => onChange(name ?? '')}
    />
  );
}
