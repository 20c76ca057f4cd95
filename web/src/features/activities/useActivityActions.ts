/** What people do to an activity wherever they see it: tick off, put off, reword, delete. All can be undone. */
import { useCallback, useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useDeleteRecord, useUpdateRecord } from '@/api/recordWrites';
import type { CrmRecord, RecordValues } from '@/api/types';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import { subjectAndBody } from './activity';
import { showActivityChange } from './caches';
import { putOff, type DuePreset } from './dueDates';

export function useActivityActions() {
  const { t } = useTranslation('activities');
  const client = useQueryClient();
  const sentence = useSentence();
  const { context } = useFormat();
  const { mutateAsync: update } = useUpdateRecord('activity');
  const { mutateAsync: remove } = useDeleteRecord('activity');

  /** Shown at once, taken back if it is refused; the row may be gone from the page by then. */
  const show = useCallback(
    (id: string, values: RecordValues | null, write: Promise<unknown>) => {
      const takeBack = showActivityChange(client, id, values);
      write.catch((error: unknown) => {
        takeBack();
        announce({ kind: 'failed', message: sentence(error) });
      });
    },
    [client, sentence],
  );
  const change = useCallback(
    (activity: CrmRecord, values: RecordValues, message: string) =>
      show(activity.id, values, update({ id: activity.id, values, version: activity.version, message })),
    [show, update],
  );

  return useMemo(
    () => ({
      setDone: (activity: CrmRecord, done: boolean) =>
        change(activity, { done }, done ? t('told.done', { name: activity.name }) : t('told.reopened', { name: activity.name })),
      putOff: (activity: CrmRecord, preset: DuePreset) => {
        const due = typeof activity.due_at === 'string' ? activity.due_at : null;
        change(activity, { due_at: putOff(due, preset, context.timezone, new Date().toISOString()) }, t(`told.putOff.${preset}`));
      },
      setDue: (activity: CrmRecord, due: string | null) => change(activity, { due_at: due }, t('told.due')),
      reword: (activity: CrmRecord, text: string) => change(activity, subjectAndBody(text), t('told.reworded')),
      remove: (activity: CrmRecord) => show(activity.id, null, remove({ id: activity.id, message: t('told.deleted', { name: activity.name }) })),
    }),
    [change, context.timezone, remove, show, t],
  );
}

export type ActivityActions = ReturnType<typeof useActivityActions>;
