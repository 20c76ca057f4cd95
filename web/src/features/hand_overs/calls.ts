import { useEffect } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { Job } from '@/api/types';
import type { HandOver, HandOverRequest } from './types';

const POLL_MS = 700;
export const handOverKey = (userId: string) => ['hand-over', userId] as const;

export function useHandOver(userId: string, enabled = true) {
  return useQuery({
    queryKey: handOverKey(userId),
    queryFn: ({ signal }) => api.get<HandOver>(`/users/${userId}/hand-over`, { signal }),
    enabled,
  });
}

export function useStartHandOver(userId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: HandOverRequest) => api.post<HandOver>(`/users/${userId}/hand-over`, request),
    onError: () => readAgain(client, handOverKey(userId)),
  });
}

/** A job watched until it ends; whatever shows records is then read again. */
export function useJobResult(jobId: string | null | undefined, userId: string) {
  const client = useQueryClient();
  const job = useQuery({
    // Not the key that live events write to: they tell the end before the result is there.
    queryKey: [...keys.job(jobId ?? 'none'), 'result'],
    queryFn: ({ signal }) => api.get<Job>(`/jobs/${jobId}`, { signal }),
    enabled: Boolean(jobId),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const over = isOver(job.data);
  useEffect(() => {
    if (over) void Promise.all([refreshRecords(client), readAgain(client, handOverKey(userId)), readAgain(client, keys.organisation)]);
  }, [client, over, userId]);
  return { job: job.data, over, error: job.error };
}

export function useCancelJob(jobId: string | null | undefined) {
  return useMutation({ mutationFn: () => api.post(`/jobs/${jobId}/cancellation`) });
}

function isOver(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'queued' && job.state !== 'running';
}
