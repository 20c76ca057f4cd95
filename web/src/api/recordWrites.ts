/** Writing records: optimistic updates, creation, deletion, mass updates; each can be undone. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { announce } from './announcements';
import { api, send } from './client';
import { jobStarted } from './jobs';
import { keys } from './keys';
import { isLinked, linksToSend } from './links';
import { readAgain } from './readAgain';
import { restoreCaches, rewriteCaches } from './recordCaches';
import { lookupIn, mixedIn } from './values';
import type { CreateAnswer, CrmRecord, FieldScalar, MassUpdateAnswer, RecordValues, UndoAnswer } from './types';

/** Lookups are shown as `{id, name}` and written as an id; of lists of records is written what changes. */
export function toWire(values: RecordValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, valueToSend(value)]),
  );
}

function valueToSend(value: FieldScalar | undefined): unknown {
  if (isLinked(value)) return linksToSend(value);
  const mixed = mixedIn(value);
  return mixed ? { object: mixed.object, id: mixed.id } : (lookupIn(value)?.id ?? value);
}

/** Everything that may show a record of this object is asked for again. */
export async function refreshRecords(client: QueryClient, object?: string): Promise<void> {
  const prefixes = [object ? keys.records(object) : ['records'], ['related'], ['timeline'], ['sharing', 'record'], ['approvals', 'record'], keys.myDay, ['reports']];
  await Promise.all(prefixes.map((queryKey) => readAgain(client, queryKey)));
}

export interface RecordUpdate {
  id: string;
  values: RecordValues;
  version?: number;
  /** Sentence for the toast; without it the write is silent (and still undoable from history). */
  message?: string;
}

export function useUpdateRecord(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, values, version }: RecordUpdate) =>
      send<CrmRecord>('PATCH', `/objects/${object}/records/${id}`, { body: toWire(values), ifMatch: version }),
    onMutate: async ({ id, values }) => {
      await client.cancelQueries({ queryKey: keys.records(object) });
      return rewriteCaches(client, object, id, (record) => ({ ...record, ...values }) as CrmRecord);
    },
    onError: (_error, _update, snapshot) => restoreCaches(client, snapshot),
    onSuccess: (answer, { id, message }) => {
      rewriteCaches(client, object, id, (record) => ({ ...record, ...answer.data }));
      if (message) announce({ kind: 'done', message, changeSetId: answer.changeSetId });
    },
    onSettled: () => refreshRecords(client, object),
  });
}

export function useCreateRecord(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ values, allowDuplicates }: { values: RecordValues; message?: string; allowDuplicates?: boolean }) =>
      api.post<CreateAnswer>(`/objects/${object}/records`, toWire(values), { allowDuplicates }),
    onSuccess: (answer, { message }) => {
      if (message) announce({ kind: 'done', message, changeSetId: answer.change_set_id });
      // Not waited for: the form is free for the next record at once.
      void refreshRecords(client, object);
    },
  });
}

/** With a job where very many records are parts of this one. */
interface Changed {
  change_set_id: string;
  job_id?: string;
}

export function useDeleteRecord(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version?: number; message?: string }) =>
      send<Changed>('DELETE', `/objects/${object}/records/${id}`, { ifMatch: version }),
    onMutate: ({ id }) => rewriteCaches(client, object, id, () => null),
    onError: (_error, _deletion, snapshot) => restoreCaches(client, snapshot),
    onSuccess: ({ data }, { message }) => {
      if (data.job_id) jobStarted(client);
      else if (message) announce({ kind: 'done', message, changeSetId: data.change_set_id });
    },
    onSettled: () => refreshRecords(client, object),
  });
}

export function useRestoreRecord(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: { id: string; message?: string }) =>
      api.post<Changed>(`/objects/${object}/records/${id}/restoration`),
    onSuccess: (data, { message }) => {
      if (data.job_id) jobStarted(client);
      else if (message) announce({ kind: 'done', message, changeSetId: data.change_set_id });
    },
    onSettled: () => refreshRecords(client, object),
  });
}

export type MassUpdate = ({ ids: string[] } | { filter: string; q?: string }) & ({ values: RecordValues } | { delete: true });

export function useMassUpdate(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (update: MassUpdate) =>
      api.post<MassUpdateAnswer>(
        `/objects/${object}/mass-updates`,
        'values' in update ? { ...update, values: toWire(update.values) } : update,
      ),
    onSuccess: ({ job_id }) => job_id && jobStarted(client),
    onSettled: () => refreshRecords(client, object),
  });
}

export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changeSetId: string) => api.post<UndoAnswer>(`/change-sets/${changeSetId}/undo`),
    onSuccess: ({ job_id }) => job_id && jobStarted(client),
    onSettled: () => Promise.all([refreshRecords(client), ...[keys.organisation, keys.permissions, keys.session, ['objects']].map((key) => readAgain(client, key))]),
  });
}
