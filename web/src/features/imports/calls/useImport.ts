/** One import: read, kept live while the server works on it, and changed. */
import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { onJob } from '@/api/events';
import { keys } from '@/api/keys';
import { refreshRecords } from '@/api/recordWrites';
import { isUnderWay } from '../model/steps';
import type { ImportPhase, ImportState, MissingPolicy, OnMatch, ValueDecision } from '../model/types';

/** Live events come at once; the poll is there for when they cannot. */
const POLL_MS = 1500;
const ENDED: ImportPhase[] = ['done', 'failed', 'cancelled'];

export function useImport(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.import(id),
    queryFn: async ({ signal }) => {
      const state = await api.get<ImportState>(`/imports/${id}`, { signal });
      const before = client.getQueryData<ImportState>(keys.import(id));
      // While the file is checked its unknown values are not told; the way must not get shorter for that.
      return state.state === 'checking' && before ? { ...state, unresolved: before.unresolved } : state;
    },
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });
  const jobId = query.data?.job_id;
  const phase = query.data?.state;

  useEffect(() => {
    if (!jobId) return;
    return onJob((job) => {
      if (job.id !== jobId) return;
      client.setQueryData<ImportState>(keys.import(id), (old) =>
        old && job.total ? { ...old, progress: { done: Math.max(old.progress.done, job.done), total: job.total } } : old,
      );
      if (job.state !== 'running' && job.state !== 'queued') void client.invalidateQueries({ queryKey: keys.import(id) });
    });
  }, [client, id, jobId]);

  useEffect(() => {
    if (phase && ENDED.includes(phase)) void refreshAfter(client, id);
  }, [client, id, phase]);
  return query;
}

/** The list of imports and whatever shows records were read before the import ended. */
async function refreshAfter(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.imports, exact: true }),
    client.removeQueries({ queryKey: previewKey(id) }),
    refreshRecords(client),
  ]);
}

export const previewKey = (id: string) => [...keys.import(id), 'preview'] as const;

export interface ImportPatch {
  object?: string;
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  date_format?: string | null;
  decimal?: string | null;
  mapping?: { column: number; field: string | null }[];
  compose?: Record<string, string>;
  value_map?: Record<string, Record<string, ValueDecision | null>>;
  on_match?: OnMatch;
  match_by?: string[];
  missing?: Record<string, MissingPolicy>;
  allow_duplicates?: boolean;
}

export function usePatchImport(id: string) {
  const client = useQueryClient();
  return useMutation({
    // One after the other: an answer tells the whole state, so the last must be the latest.
    scope: { id: `import-${id}` },
    mutationFn: (patch: ImportPatch) => api.patch<ImportState>(`/imports/${id}`, patch),
    onSuccess: (state) => {
      client.setQueryData(keys.import(id), state);
      void client.invalidateQueries({ queryKey: previewKey(id) });
    },
  });
}

type Verb = 'check' | 'start' | 'cancellation';

export function useImportVerb(id: string, verb: Verb) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ job_id?: string } | null>(`/imports/${id}/${verb}`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.import(id) }),
  });
}
