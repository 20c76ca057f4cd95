/** Encrypted fields of the whole company: re-encryption after the key has changed, and who opened which values. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Job, Lookup } from '@/api/types';

const POLL_MS = 1_000;
const PATH = '/secret-resealing';
const KEY = ['secrets', 'resealing'] as const;

export interface Resealing {
  key: string | null;
  former: string[];
  fields: number;
  job: (Pick<Job, 'id' | 'state' | 'done' | 'total' | 'finished_at'> & { stopping: boolean; written: number; unreadable: number }) | null;
  resumable: boolean;
}

export interface PastReveal {
  id: string;
  at: string;
  object: string;
  field: string;
  record_id: string;
  actor: Lookup;
}

interface PastReveals {
  data: PastReveal[];
  next_cursor: string | null;
}

export const isUnderWay = (job: Resealing['job']): boolean => job?.state === 'queued' || job?.state === 'running';

export function useResealing() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<Resealing>(PATH, { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job ?? null) ? POLL_MS : false),
  });
}

export function useStartResealing() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api.post(PATH), onSettled: () => client.invalidateQueries({ queryKey: KEY }) });
}

export function useStopResealing() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api.delete(PATH), onSettled: () => client.invalidateQueries({ queryKey: KEY }) });
}

export function usePastReveals() {
  return useInfiniteQuery({
    queryKey: ['secrets', 'reveals'],
    queryFn: ({ signal, pageParam }) => api.get<PastReveals>('/secret-reveals', { signal, query: { cursor: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}
