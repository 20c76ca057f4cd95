import { useMemo, useState } from 'react';
import { ActionIcon, Button, Popover, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsRightLeft, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { fieldOf, useObject } from '@/api/objects';
import { useRecords } from '@/api/records';
import { useUpdateRecord } from '@/api/recordWrites';
import { useSession } from '@/api/session';
import type { CrmRecord, FieldMeta } from '@/api/types';
import { RightsLink } from '@/features/permissions';
import { openPanel } from '@/routing/panels';
import { FieldValue } from '@/ui/fields/FieldValue';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useSentence } from '@/ui/useSentence';
import { Card } from '../Card';
import { CopyLine } from '../CopyLine';
import { useInvite } from './calls';
import { useRoleOptions } from './roles';
import classes from '../Settings.module.css';

/** Everybody who owns or may own records, with or without a sign-in. */
export function UsersCard() {
  const { t } = useTranslation('settings');
  const [q, setQ] = useState('');
  const status = fieldOf(useObject('user'), 'status');
  const users = useRecords('user', { q, sort: 'name', filter: 'kind == "person"' });
  const rows = useMemo(() => users.data?.pages.flatMap((page) => page.data) ?? [], [users.data]);
  return (
    <Card title={t('users.title')} text={t('users.text')}>
      <TextInput mb={16} leftSection={<IconSearch size={15} />} placeholder={t('users.search')} aria-label={t('users.search')} value={q} onChange={(event) => setQ(event.currentTarget.value)} />
      <ProblemPanel error={users.error} onRetry={() => void users.refetch()} />
      {users.isPending && <RowsSkeleton rows={5} height={52} />}
      <ul className={classes.rows} style={{ marginBottom: -12 }}>
        {rows.map((user) => (
          <UserRow key={user.id} user={user} status={status} />
        ))}
      </ul>
      {users.hasNextPage && (
        <div className={classes.foot}>
          <Button variant="default" loading={users.isFetchingNextPage} onClick={() => void users.fetchNextPage()}>{t('users.more')}</Button>
        </div>
      )}
    </Card>
  );
}

function UserRow({ user, status }: { user: CrmRecord; status: FieldMeta | undefined }) {
  const { t } = useTranslation('settings');
  const sentence = useSentence();
  const me = useSession().user.id === user.id;
  const roles = useRoleOptions();
  const update = useUpdateRecord('user');
  const setRole = (role: string | null) =>
    role &&
    update.mutate(
      { id: user.id, values: { role }, version: user.version, message: t('users.roleChanged', { name: user.name }) },
      { onError: (error) => announce({ kind: 'failed', message: sentence(error) }) },
    );
  return (
    <li className={classes.rowItem}>
      <OwnerAvatar name={user.name} size={28} />
      <span className={`${classes.grow} truncate`}>
        {user.name} {me && <span className={classes.soft}>{t('users.you')}</span>}
        <br />
        <span className={classes.soft}>{[user.email, user.office].filter(Boolean).join(' · ')}</span>
      </span>
      {status && <FieldValue field={status} value={user.status} />}
      {user.status !== 'active' && user.kind !== 'queue' && <InviteUser user={user} />}
      <Select
        size="xs"
        w={148}
        aria-label={t('users.role', { name: user.name })}
        data={roles}
        value={String(user.role ?? '')}
        allowDeselect={false}
        disabled={me}
        onChange={setRole}
      />
      <RightsLink user={user} />
      {user.kind !== 'queue' && <HandOverButton user={user} />}
    </li>
  );
}

/** Where everything that somebody owns is given to others. */
function HandOverButton({ user }: { user: CrmRecord }) {
  const { t } = useTranslation('hand_overs');
  return (
    <Tooltip label={t('open')}>
      <ActionIcon variant="default" size={30} aria-label={t('title', { name: user.name })} onClick={() => openPanel({ name: 'handOver', id: user.id, title: user.name })}>
        <IconArrowsRightLeft size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

/** An imported colleague gets a sign-in of his own. */
function InviteUser({ user }: { user: CrmRecord }) {
  const { t } = useTranslation('settings');
  const sentence = useSentence();
  const [email, setEmail] = useState(String(user.email ?? ''));
  const invite = useInvite();
  const send = () => invite.mutate({ email: email.trim(), name: user.name, user_id: user.id, role: (user.role as 'member' | null) ?? 'member' });
  return (
    <Popover position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm">{t('users.invite')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={12}>
          <TextInput label={t('invite.email')} type="email" value={email} error={invite.error ? sentence(invite.error) : undefined} onChange={(event) => setEmail(event.currentTarget.value)} />
          {invite.data ? <CopyLine label={t('invite.ready', { email: invite.data.email })} value={invite.data.url} /> : <Button loading={invite.isPending} disabled={!email.trim()} onClick={send}>{t('invite.submit')}</Button>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
