import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { useSession } from '@/api/session';
import type { SupportGrant, SupportGrantPage, SupportLevel } from './types';

const key = keys.supportGrants;
/** Events tell of requests; where they do not get through, a request still shows up in time. */
const POLL_MS = 60_000;

export function useSupportGrants(enabled = true) {
  return useInfiniteQuery({
    enabled,
    queryKey: key,
    queryFn: ({ signal, pageParam }) => api.get<SupportGrantPage>('/support-grants', { signal, query: { cursor: pageParam, limit: 20 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: POLL_MS,
  });
}

/** Requests that wait for a decision of whoever is signed in: none for people who are no administrators. */
export function useWaitingGrants() {
  const { user, support } = useSession();
  const grants = useSupportGrants(user.role === 'admin' && !support);
  return grants.data?.pages.flatMap((page) => page.data).filter((grant) => grant.state === 'waiting') ?? [];
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
