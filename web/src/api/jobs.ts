/** Long work: watched until it ends, stopped, found again after a reload. */
import { useEffect, useRef } from 'react';
import { useMutation, useQuery, type QueryClient } from '@tanstack/react-query';
import { api } from './client';
import { keys } from './keys';
import { readAgain } from './readAgain';
import type { Job, JobPage } from './types';

const POLL_MS = 700;
/** Those that people start from lists and toasts, and may leave alone while they run. */
const WATCHED = ['records.mass_update', 'change_sets.undo'];

export function isOver(job: Pick<Job, 'state'> | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running';
}

interface Watching {
  /** As it was read with others; a job that was over then is not asked for. */
  initial?: Job;
  /** Once, when it ends while it is watched. */
  onEnd?: () => unknown;
}

export function useJob(jobId: string | null | undefined, { initial, onEnd }: Watching = {}) {
  const query = useQuery({
    // Not the key that live events write to: they tell the end before the result is there.
    queryKey: [...keys.job(jobId ?? 'none'), 'result'],
    queryFn: ({ signal }) => api.get<Job>(`/jobs/${jobId}`, { signal }),
    enabled: Boolean(jobId) && !isOver(initial),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const job = query.data ?? initial;
  const over = isOver(job);
  const ended = over && !isOver(initial);
  const tell = useRef(onEnd);
  useEffect(() => {
    tell.current = onEnd;
  });
  useEffect(() => {
    if (ended) void tell.current?.();
  }, [ended, jobId]);
  return { job, over, error: query.error };
}

export function useCancelJob(jobId: string | null | undefined) {
  return useMutation({ mutationFn: () => api.post(`/jobs/${jobId}/cancellation`) });
}

/** What the reader started lately, under way or ended, the latest first. */
export function useStartedJobs() {
  const query = WATCHED.map((kind) => `kind=${kind}`).join('&');
  return useQuery({
    queryKey: keys.startedJobs,
    queryFn: ({ signal }) => api.get<JobPage>(`/jobs?${query}&limit=20`, { signal }),
    select: (page) => page.data,
  });
}

/** Called where an answer says that the work goes on as a job. */
export function jobStarted(client: QueryClient): Promise<void> {
  return readAgain(client, keys.startedJobs);
}
