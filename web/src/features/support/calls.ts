import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { SupportGrant, SupportGrantPage, SupportLevel } from './types';

const key = ['support-grants'] as const;
/** Requests come from outside: no event tells of them. */
const POLL_MS = 15_000;

export function useSupportGrants() {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ signal, pageParam }) => api.get<SupportGrantPage>('/support-grants', { signal, query: { cursor: pageParam, limit: 20 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: POLL_MS,
  });
}

export function useApprove(id: string) {
  return useDecision((given: { minutes: number; level: SupportLevel }) => api.post<SupportGrant>(`/support-grants/${id}/approval`, given));
}

export function useRefuse(id: string) {
  return useDecision(() => api.post<SupportGrant>(`/support-grants/${id}/refusal`));
}

export function useRevoke(id: string) {
  return useDecision(() => api.post<SupportGrant>(`/support-grants/${id}/revocation`));
}

function useDecision<Given = void>(call: (given: Given) => Promise<SupportGrant>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: call, onSettled: () => readAgain(client, key) });
}
