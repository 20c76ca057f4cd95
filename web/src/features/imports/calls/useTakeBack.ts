/** Undoing a whole import: small ones at once, large ones as a job that is watched here until it ends. */
import { useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { refreshRecords, useUndo } from '@/api/recordWrites';
import type { Job, UndoAnswer } from '@/api/types';

export interface ChangeSet {
  id: string;
  size: number;
  state: string;
  undone_at: string | null;
  summary?: unknown;
}

/** A job lists some of what it kept, and counts all of it. */
export interface TakenBack extends UndoAnswer {
  kept_count?: number;
}

const changeSetKey = (id: string | null) => ['change-sets', id] as const;
const POLL_MS = 1000;

export function useChangeSet(id: string | null) {
  return useQuery({
    queryKey: changeSetKey(id),
    queryFn: ({ signal }) => api.get<ChangeSet>(`/change-sets/${id}`, { signal }),
    enabled: Boolean(id),
  });
}

export function useTakeBack(changeSetId: string | null) {
  const client = useQueryClient();
  const undo = useUndo();
  const jobId = undo.data?.job_id ?? null;
  const job = useQuery({
    // Not the key that live events write to: they tell the end before the result is there.
    queryKey: [...keys.job(jobId ?? 'none'), 'result'],
    queryFn: ({ signal }) => api.get<Job>(`/jobs/${jobId}`, { signal }),
    enabled: Boolean(jobId),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const ended = jobId ? isOver(job.data) : undo.isSuccess;
  const answer = (jobId ? job.data?.result : undo.data) as TakenBack | null | undefined;

  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: changeSetKey(changeSetId) });
    void refreshRecords(client);
  }, [client, changeSetId, ended]);

  return {
    start: () => changeSetId && undo.mutate(changeSetId),
    running: undo.isPending || Boolean(jobId && !ended),
    progress: jobId && job.data ? { done: job.data.done, total: job.data.total } : null,
    error: undo.error ?? job.error,
    failed: job.data?.state === 'failed' ? (job.data.error ?? '') : null,
    answer: ended && answer ? answer : null,
  };
}

function isOver(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running';
}
