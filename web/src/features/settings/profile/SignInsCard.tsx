import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ListOf } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import { browserOf } from './browser';
import classes from '../Settings.module.css';

interface OpenSession {
  id: string;
  created_at: string;
  seen_at: string;
  user_agent: string;
  ip: string;
  is_current: boolean;
}

const KEY = ['sessions'] as const;

/** Where I am signed in; any but this one can be ended from here. */
export function SignInsCard() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const client = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: async ({ signal }) => (await api.get<ListOf<OpenSession>>('/sessions', { signal })).data });
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/sessions/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <Card title={t('signIns.title')} text={t('signIns.text')}>
      <ProblemPanel error={sessions.error ?? end.error} onRetry={() => void sessions.refetch()} />
      {sessions.isPending && <BlockSkeleton lines={3} />}
      <ul className={classes.rows} style={{ marginBottom: -12 }}>
        {sessions.data?.map((session) => (
          <li key={session.id} className={classes.rowItem}>
            <span className={classes.grow}>
              {browserOf(session.user_agent) || t('signIns.unknown')}
              <br />
              <span className={classes.soft}>{t('signIns.seen', { when: format.relative(session.seen_at), ip: session.ip })}</span>
            </span>
            {session.is_current ? (
              <Badge variant="light">{t('signIns.this')}</Badge>
            ) : (
              <Button variant="default" size="compact-sm" onClick={() => end.mutate(session.id)}>{t('signIns.end')}</Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
