/**
 * Deleting a file can be undone for a few seconds: it leaves the screen at once and the server only when the toast
 * has gone, because the server keeps no deleted files.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { useSentence } from '@/ui/useSentence';
import type { StoredFile } from './types';

const GRACE_MS = 7000;

export function useFileDeletion(object: string, recordId: string) {
  const { t } = useTranslation(['files', 'common']);
  const client = useQueryClient();
  const sentence = useSentence();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const pending = useRef(new Map<string, () => void>());

  const keep = useCallback((id: string) => setLeaving((all) => new Set([...all].filter((one) => one !== id))), []);

  const deleteNow = useCallback(
    async (id: string) => {
      pending.current.delete(id);
      try {
        await api.delete(`/files/${id}`);
        await readAgain(client, keys.files(object, recordId));
      } catch (error) {
        announce({ kind: 'failed', message: sentence(error) });
      }
      keep(id);
    },
    [client, keep, object, recordId, sentence],
  );

  // Leaving the page is not changing one's mind.
  useEffect(() => {
    const waiting = pending.current;
    const flush = () => [...waiting.values()].forEach((run) => run());
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  const remove = useCallback(
    (file: StoredFile) => {
      setLeaving((all) => new Set([...all, file.id]));
      const toast = `file-${file.id}`;
      const timer = setTimeout(() => void deleteNow(file.id), GRACE_MS);
      pending.current.set(file.id, () => {
        clearTimeout(timer);
        void deleteNow(file.id);
      });
      const undo = () => {
        clearTimeout(timer);
        pending.current.delete(file.id);
        keep(file.id);
        notifications.hide(toast);
      };
      notifications.show({
        id: toast,
        autoClose: GRACE_MS - 300,
        color: 'accent',
        withBorder: true,
        closeButtonProps: { 'aria-label': t('common:close') },
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" c="var(--text)">{t('deleted', { name: file.name })}</Text>
            <Button size="compact-sm" variant="subtle" onClick={undo}>{t('common:undo.action')}</Button>
          </Group>
        ),
      });
    },
    [deleteNow, keep, t],
  );

  return { leaving, remove };
}
