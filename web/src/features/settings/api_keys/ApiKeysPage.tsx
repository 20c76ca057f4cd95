import { useState, type FormEvent } from 'react';
import { Button, Code, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { ApiKey, ListOf } from '@/api/types';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import { CopyLine } from '../CopyLine';
import classes from '../Settings.module.css';

export default function ApiKeysPage() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const refresh = () => readAgain(client, keys.apiKeys);
  const list = useQuery({ queryKey: keys.apiKeys, queryFn: async ({ signal }) => (await api.get<ListOf<ApiKey>>('/api-keys', { signal })).data });
  const create = useMutation({ mutationFn: (draft: { name: string }) => api.post<ApiKey>('/api-keys', draft), onSettled: refresh });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name.trim() }, { onSuccess: () => setName('') });
  };
  return (
    <Card title={t('apiKeys.title')} text={t('apiKeys.text')}>
      <form onSubmit={submit} style={{ display: 'flex', alignItems: 'flex-end', gap: 8, marginBottom: 16 }}>
        <TextInput label={t('apiKeys.name')} placeholder={t('apiKeys.example')} value={name} required withAsterisk={false} maxLength={80} style={{ flex: 1 }} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" loading={create.isPending}>{t('apiKeys.create')}</Button>
      </form>
      {create.data?.token && (
        <div style={{ marginBottom: 20 }} role="status">
          <CopyLine label={t('apiKeys.once')} value={create.data.token} />
        </div>
      )}
      <ProblemPanel error={create.error ?? list.error} />
      {list.isPending && <BlockSkeleton lines={3} />}
      <ul className={classes.rows} style={{ marginBottom: -12 }}>
        {list.data?.map((key) => <KeyRow key={key.id} apiKey={key} onGone={refresh} />)}
      </ul>
    </Card>
  );
}

function KeyRow({ apiKey, onGone }: { apiKey: ApiKey; onGone: () => Promise<void> }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const remove = useMutation({ mutationFn: () => api.delete(`/api-keys/${apiKey.id}`), onSettled: onGone });
  return (
    <li className={classes.rowItem}>
      <span className={`${classes.grow} truncate`}>
        {apiKey.name} <Code fz={11}>{apiKey.prefix}…</Code>
        <br />
        <span className={classes.soft}>
          {apiKey.last_used_at ? t('apiKeys.used', { when: format.relative(apiKey.last_used_at) }) : t('apiKeys.unused')}
        </span>
      </span>
      <ConfirmInline size="compact-sm" variant="default" question={t('apiKeys.question')} confirmLabel={t('apiKeys.delete')} loading={remove.isPending} onConfirm={() => remove.mutate()}>
        {t('apiKeys.delete')}
      </ConfirmInline>
    </li>
  );
}
