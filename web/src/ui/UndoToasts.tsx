import { useEffect } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { notifications, Notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { announce, onAnnouncement, type Announcement } from '@/api/announcements';
import { useUndo } from '@/api/recordWrites';
import { useSentence } from './useSentence';

const TOAST_MS = 7000;
const AT_ONCE = 2;
let count = 0;
const shown: string[] = [];

/** The newest toast is the one that matters: it must not wait behind older ones. */
function makeRoomFor(id: string): void {
  shown.push(id);
  while (shown.length > AT_ONCE) notifications.hide(shown.shift() ?? '');
}

/** Shows what was done, with Undo while it can still be seen. Mounted once by the shell. */
export function UndoToasts() {
  const { t } = useTranslation('common');
  const undo = useUndo();
  const sentence = useSentence();

  useEffect(() => {
    const takeBack = (id: string, changeSetId: string) => {
      notifications.hide(id);
      undo.mutate(changeSetId, {
        // A job is told of by the panel of large changes.
        onSuccess: ({ kept, job_id }) =>
          job_id || announce({ kind: 'done', message: kept.length ? t('undo.partly', { count: kept.length }) : t('undo.done') }),
        onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
      });
    };
    const show = ({ kind, message, changeSetId }: Announcement) => {
      const id = `toast-${(count += 1)}`;
      makeRoomFor(id);
      notifications.show({
        id,
        autoClose: TOAST_MS,
        color: kind === 'failed' ? 'red' : 'accent',
        withBorder: true,
        closeButtonProps: { 'aria-label': t('close') },
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" c="var(--text)">{message}</Text>
            {changeSetId && (
              <Button size="compact-sm" variant="subtle" style={{ flex: 'none' }} onClick={() => takeBack(id, changeSetId)}>
                {t('undo.action')}
              </Button>
            )}
          </Group>
        ),
      });
    };
    return onAnnouncement(show);
    // `undo` is new on every render, but its mutate function is steady.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, undo.mutate, sentence]);

  return <Notifications position="bottom-center" limit={3} zIndex={500} aria-live="polite" />;
}
