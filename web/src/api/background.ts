/**
 * Figures over so many records that the server refuses to make anybody wait for them: `Prefer: respond-async` has a job
 * make them, whose result is what the call would have answered.
 */
import { useState } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, type RequestOptions } from './client';
import { keys } from './keys';
import { isProblem } from './problem';
import type { Job } from './types';

const POLL_MS = 1_000;

interface Queued {
  job_id: string;
}

export interface Background<T> {
  start: () => void;
  /** From the question until the result or the refusal. */
  isRunning: boolean;
  data: T | undefined;
  error: unknown;
}

/** `of` names the question: another one starts anew, and leaves the job of the first to end by itself. */
export function useInBackground<T>(of: string, path: string, query: RequestOptions['query']): Background<T> {
  const [asked, setAsked] = useState<{ of: string; job: string } | null>(null);
  const begin = useMutation({
    mutationFn: (question: string) => api.get<Queued>(path, { query, inBackground: true }).then(({ job_id }) => ({ of: question, job: job_id })),
    onSuccess: setAsked,
  });
  const job = asked?.of === of ? asked.job : undefined;
  const result = useQuery({
    // Not the key that live events write to: they tell the end before the result is there.
    queryKey: [...keys.job(job ?? 'none'), 'result'],
    queryFn: ({ signal }) => api.get<Job>(`/jobs/${job}`, { signal }),
    enabled: Boolean(job),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const begun = begin.variables === of;
  const ended = job ? result.data : undefined;
  return {
    start: () => begin.mutate(of),
    isRunning: (begun && begin.isPending) || (Boolean(job) && !isOver(ended) && !result.error),
    data: ended?.state === 'succeeded' ? (ended.result as T) : undefined,
    error: (begun ? begin.error : null) ?? (job ? result.error : null) ?? (ended?.error ? new Error(ended.error) : null),
  };
}

/** Whether a refused call says that a job would do it. */
export function offersBackground(error: unknown): boolean {
  return isProblem(error) && (error.document.advice as { background?: boolean } | undefined)?.background === true;
}

function isOver(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running';
}
