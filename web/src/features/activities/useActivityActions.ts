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
  const { mutate: update } = useUpdateRecord('activity');
  const { mutate: remove } = useDeleteRecord('activity');

  const change = useCallback(
    (activity: CrmRecord, values: RecordValues, message: string) => {
      const takeBack = showActivityChange(client, activity.id, values);
      const onError = (error: unknown) => {
        takeBack();
        announce({ kind: 'failed', message: sentence(error) });
      };
      update({ id: activity.id, values, version: activity.version, message }, { onError });
    },
    [client, sentence, update],
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
      remove: (activity: CrmRecord) => {
        const takeBack = showActivityChange(client, activity.id, null);
        const onError = (error: unknown) => {
          takeBack();
          announce({ kind: 'failed', message: sentence(error) });
        };
        remove({ id: activity.id, message: t('told.deleted', { name: activity.name }) }, { onError });
      },
    }),
    [change, client, context.timezone, remove, sentence, t],
  );
}

export type ActivityActions = ReturnType<typeof useActivityActions>;
