import { useState } from 'react';
import { ActionIcon, Button, Group, Indicator, Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useMarkRead, useNotifications, useUnread, type Notification } from './calls';
import classes from './Notifications.module.css';

/** What one should know: a number while something is unread, the lines behind it. */
export function Bell() {
  const { t } = useTranslation('notifications');
  const [opened, setOpened] = useState(false);
  const unread = useUnread().data ?? 0;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus returnFocus>
      <Indicator label={unread > 99 ? '99+' : unread} size={16} disabled={!unread} color="red" offset={5}>
        <Popover.Target>
          <ActionIcon size={34} variant="default" aria-label={unread ? t('bellUnread', { count: unread }) : t('bell')} onClick={() => setOpened(!opened)}>
            <IconBell size={18} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>{opened && <Lines onClose={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function Lines({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('notifications');
  const found = useNotifications(true);
  const mark = useMarkRead();
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const unread = found.data?.pages[0]?.unread ?? 0;
  return (
    <>
      <Group justify="space-between" px={14} py={10} className={classes.head}>
        <Text fw={650} size="sm">{t('title')}</Text>
        {unread > 0 && (
          <Button size="compact-xs" variant="subtle" loading={mark.isPending} onClick={() => mark.mutate(null)}>
            {t('readAll')}
          </Button>
        )}
      </Group>
      <ScrollArea.Autosize mah={420}>
        {found.isPending && <RowsSkeleton rows={3} height={56} />}
        <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
        {found.isSuccess && !rows.length && (
          <Text size="sm" c="dimmed" p={20} ta="center">{t('none')}</Text>
        )}
        <ul className={classes.rows}>
          {rows.map((one) => (
            <Line key={one.id} one={one} onOpen={() => { if (!one.read_at) mark.mutate([one.id]); onClose(); }} />
          ))}
        </ul>
        {found.hasNextPage && (
          <Group justify="center" p={10}>
            <Button size="compact-sm" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('more')}</Button>
          </Group>
        )}
      </ScrollArea.Autosize>
    </>
  );
}

function Line({ one, onOpen }: { one: Notification; onOpen: () => void }) {
  const { t } = useTranslation('notifications');
  const navigate = useNavigate();
  const format = useFormat();
  const open = () => {
    onOpen();
    if (one.object === 'approval' && one.record_id) void navigate({ to: '/approvals/$id', params: { id: one.record_id } });
    else if (one.object && one.record_id) void navigate({ to: '/o/$object/$id', params: { object: one.object, id: one.record_id } });
  };
  return (
    <li>
      <UnstyledButton className={classes.line} data-unread={!one.read_at || undefined} onClick={open}>
        <span className={classes.dot} aria-label={one.read_at ? undefined : t('unread')} />
        <span className={classes.words}>
          <span className={classes.title}>{one.title}</span>
          {one.body && <span className={classes.body}>{one.body}</span>}
          <span className={classes.when}>{format.relative(one.created_at)}</span>
        </span>
      </UnstyledButton>
    </li>
  );
}
