/**
 * Saves edits of one record one after the other, each with the version the writer saw.
 * A lost race is merged when the fields differ; when they meet, the person chooses.
 */
import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { recordQuery } from '@/api/records';
import { useUpdateRecord } from '@/api/recordWrites';
import type { CrmRecord, ObjectMeta, RecordValues } from '@/api/types';
import { useSentence } from '@/ui/useSentence';
import { meet, type Meeting } from './merge';

export interface Conflict extends Meeting {
  values: RecordValues;
  fresh: CrmRecord;
}

/** `null` when saved (or handed to the person as a conflict), else sentences by field. */
export type SaveAnswer = Record<string, string> | null;

export function useRecordSaving(meta: ObjectMeta, record: CrmRecord) {
  const { t } = useTranslation('records');
  const client = useQueryClient();
  const sentence = useSentence();
  const { mutateAsync } = useUpdateRecord(meta.name);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const { id } = record;

  const messageFor = useCallback(
    (values: RecordValues) => {
      const labels = Object.keys(values).flatMap((name) => meta.fields.find((field) => field.name === name)?.label ?? []);
      return labels.length === 1 ? t('saved.one', { field: labels[0] }) : t('saved.many', { count: labels.length });
    },
    [meta, t],
  );

  const write = useCallback(
    async (values: RecordValues, base: CrmRecord, onRefused?: (error: unknown) => boolean, again = true): Promise<SaveAnswer> => {
      const known = client.getQueryData<CrmRecord>(keys.record(meta.name, id)) ?? base;
      try {
        await mutateAsync({ id, values, version: known.version, message: messageFor(values) });
        return null;
      } catch (error) {
        if (isProblem(error, 'version_conflict') && again) {
          const fresh = await client.fetchQuery({ ...recordQuery(meta.name, id), staleTime: 0 });
          const meeting = meet(meta, base, fresh, values);
          if (!meeting.clashes.length) return write(values, fresh, onRefused, false);
          setConflict({ ...meeting, values, fresh });
          return null;
        }
        if (onRefused?.(error)) return {};
        announce({ kind: 'failed', message: sentence(error) });
        const byField = isProblem(error) ? error.byField() : {};
        return Object.keys(byField).length ? byField : { [Object.keys(values)[0] ?? '']: sentence(error) };
      }
    },
    [client, id, messageFor, meta, mutateAsync, sentence],
  );

  const save = useCallback(
    (values: RecordValues, base: CrmRecord, onRefused?: (error: unknown) => boolean): Promise<SaveAnswer> => {
      const turn = queue.current.then(() => {
        const known = client.getQueryData<CrmRecord>(keys.record(meta.name, id)) ?? base;
        const meeting = meet(meta, base, known, values);
        if (!meeting.clashes.length) return write(values, known, onRefused);
        // A live update overtook the editor while it was open.
        setConflict({ ...meeting, values, fresh: known });
        return null;
      });
      queue.current = turn.catch(() => undefined);
      return turn;
    },
    [client, id, meta, write],
  );

  const settle = useCallback(
    (choice: 'mine' | 'theirs') => {
      setConflict(null);
      if (conflict && choice === 'mine') void save(conflict.values, conflict.fresh);
    },
    [conflict, save],
  );

  return { save, conflict, settle };
}
