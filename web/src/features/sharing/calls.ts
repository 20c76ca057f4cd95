/** Reading and changing who sees what. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { Access, Page, PersonAccess, Preview, PreviewRequest, Principal, PrincipalKind, PrincipalRef, Rule, RuleDraft, ShareList, SharePut, Sharing, SharingOverview } from './types';

const keys = {
  all: ['sharing'] as const,
  overview: ['sharing', 'overview'] as const,
  rules: ['sharing', 'rules'] as const,
  preview: (request: PreviewRequest) => ['sharing', 'preview', request] as const,
  principals: (q: string, kinds: string) => ['sharing', 'principals', kinds, q] as const,
  record: (object: string, id: string) => ['sharing', 'record', object, id] as const,
};
const POLL_MS = 1_000;

export function useSharing() {
  const client = useQueryClient();
  return useQuery({
    queryKey: keys.overview,
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<SharingOverview>(keys.overview);
      const now = await api.get<SharingOverview>('/sharing', { signal });
      // Rules show how far their own work is.
      if (before?.job && isUnderWay(before) && !isUnderWay(now)) void client.invalidateQueries({ queryKey: keys.rules });
      return now;
    },
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? POLL_MS : false),
  });
}

export function isUnderWay(overview: SharingOverview | undefined): boolean {
  return overview?.job?.state === 'queued' || overview?.job?.state === 'running';
}

export function useChangeDefault() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ object, sharing }: { object: string; sharing: Sharing }) => api.put(`/sharing/${object}`, { sharing }),
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useRecompute() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api.post('/sharing/recomputation'), onSettled: () => readAgain(client, keys.overview) });
}

export function useStopRecompute() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post(`/jobs/${id}/cancellation`),
    onSettled: () => readAgain(client, keys.overview),
  });
}

export function useRules() {
  return useInfiniteQuery({
    queryKey: keys.rules,
    queryFn: ({ signal, pageParam }) => api.get<Page<Rule>>('/sharing-rules', { signal, query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export interface RuleSave extends RuleDraft {
  id?: string;
  object: string;
  name: string;
}

export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, object, ...values }: RuleSave) => (id ? api.patch<Rule>(`/sharing-rules/${id}`, values) : api.post<Rule>('/sharing-rules', { object, ...values })),
    onSuccess: () => readAgain(client, keys.all),
  });
}

export function useChangeRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...values }: { id: string } & Partial<RuleDraft>) => api.patch<Rule>(`/sharing-rules/${id}`, values),
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useDeleteRule() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.delete(`/sharing-rules/${id}`), onSettled: () => readAgain(client, keys.all) });
}

/** What would change; asked again whenever the request is another one. */
export function usePreview(request: PreviewRequest | null) {
  return useQuery({
    queryKey: keys.preview(request ?? { object: '' }),
    queryFn: ({ signal }) => api.post<Preview>('/sharing-rules/preview', request, { signal }),
    enabled: request !== null,
    staleTime: 0,
    retry: false,
  });
}

export function usePrincipals(q: string, kinds: readonly PrincipalKind[], enabled: boolean) {
  return useQuery({
    queryKey: keys.principals(q, kinds.join(',')),
    queryFn: async ({ signal }) => (await api.get<Page<Principal>>('/sharing-principals', { signal, query: { q, kinds, limit: 30 } })).data,
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 30_000,
  });
}

const pathOf = (object: string, id: string) => `/objects/${object}/records/${id}`;

/** What the grants on a record mean for one person; for the reader unless another is named. */
export function useAccess(object: string, id: string, user?: string, field?: string) {
  return useQuery({
    queryKey: [...keys.record(object, id), 'access', user ?? 'me', field ?? ''],
    queryFn: ({ signal }) => api.get<Access>(`${pathOf(object, id)}/access`, { signal, query: { user, field } }),
    placeholderData: keepPreviousData,
  });
}

export function useShares(object: string, id: string) {
  return useQuery({
    queryKey: [...keys.record(object, id), 'shares'],
    queryFn: ({ signal }) => api.get<ShareList>(`${pathOf(object, id)}/shares`, { signal }),
  });
}

export function usePeopleWithAccess(object: string, id: string, q: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.record(object, id), 'people', q],
    queryFn: ({ signal, pageParam }) => api.get<Page<PersonAccess>>(`${pathOf(object, id)}/access/people`, { signal, query: { q, cursor: pageParam, limit: 20 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useShare(object: string, id: string) {
  return useSharesChange(object, id, (share: SharePut) => api.put<ShareList>(`${pathOf(object, id)}/shares`, share));
}

export function useUnshare(object: string, id: string) {
  return useSharesChange(object, id, ({ kind, id: whom, reason }: PrincipalRef & { reason: string }) =>
    api.delete<ShareList>(`${pathOf(object, id)}/shares`, { query: { kind, id: whom, reason } }),
  );
}

function useSharesChange<T>(object: string, id: string, mutationFn: (change: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all([readAgain(client, keys.record(object, id)), refreshRecords(client, object)]),
  });
}
