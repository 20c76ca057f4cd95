/** Requests: read, submitted, decided. Whatever changes one is read again everywhere: lists, counts, the record. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, apiUrl } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { Action, Approval, ApprovalFile, ApprovalPage, Decision, Outcome, Preview, RecordApprovals } from './types';

export type InboxState = 'waiting' | 'done' | 'submitted';

/** Which of everybody's open requests an administrator looks at. */
export interface OpenFilters {
  process?: string;
  approver?: string;
  overdue?: boolean;
}

const POLL_MS = 120_000;
const PAGE = 50;

const inboxKey = (state: InboxState) => [...keys.approvals, 'inbox', state] as const;
const oneKey = (id: string) => [...keys.approvals, 'one', id] as const;

export function useInbox(state: InboxState, enabled = true) {
  return useInfiniteQuery({
    queryKey: inboxKey(state),
    queryFn: ({ signal, pageParam }) => api.get<ApprovalPage>('/approvals', { signal, query: { state, cursor: pageParam, limit: PAGE } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled,
  });
}

export function useOpenApprovals({ process, approver, overdue }: OpenFilters, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [...keys.approvals, 'open', process ?? '', approver ?? '', overdue ?? false] as const,
    queryFn: ({ signal, pageParam }) => api.get<ApprovalPage>('/open-approvals', { signal, query: { process, approver, overdue: overdue || undefined, cursor: pageParam, limit: PAGE } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled,
  });
}

export function useReassign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (given: { requests: string[]; to: string; approver?: string; comment: string | null }) => (await api.post<{ data: Outcome[] }>('/approval-reassignments', given)).data,
    onSettled: () => refresh(client),
  });
}

/** How many wait for the reader, up to a hundred. */
export function useWaiting(): number {
  const found = useQuery({
    queryKey: [...keys.approvals, 'waiting'],
    queryFn: async ({ signal }) => (await api.get<ApprovalPage>('/approvals', { signal, query: { state: 'waiting', limit: 1 } })).waiting,
    refetchInterval: POLL_MS,
    staleTime: 15_000,
  });
  return found.data ?? 0;
}

export function useApproval(id: string | null) {
  return useQuery({ queryKey: oneKey(id ?? ''), queryFn: ({ signal }) => api.get<Approval>(`/approvals/${id}`, { signal }), enabled: id !== null });
}

export function useRecordApprovals(object: string, id: string, enabled = true) {
  return useQuery({
    queryKey: keys.recordApprovals(object, id),
    queryFn: ({ signal }) => api.get<RecordApprovals>(`/objects/${object}/records/${id}/approvals`, { signal }),
    enabled,
    staleTime: 15_000,
  });
}

export function usePreview(object: string, id: string, process: string | null) {
  return useQuery({
    queryKey: [...keys.recordApprovals(object, id), 'preview', process],
    queryFn: () => api.post<Preview>(`/objects/${object}/records/${id}/approvals/preview`, { process }),
    enabled: process !== null,
    staleTime: 0,
    retry: false,
  });
}

async function refresh(client: QueryClient, object?: string): Promise<void> {
  await Promise.all([readAgain(client, keys.approvals), refreshRecords(client, object)]);
}

export function useSubmit(object: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { process: string; comment: string | null; files: string[] }) => api.post<Approval>(`/objects/${object}/records/${id}/approvals`, given),
    onSuccess: (request) => client.setQueryData(oneKey(request.id), request),
    onSettled: () => refresh(client, object),
  });
}

const PATHS: Record<Action, string> = {
  approve: 'approve', reject: 'reject', return: 'return', delegate: 'delegate', add_signer: 'signers', withdraw: 'withdraw', urge: 'urge', resubmit: 'resubmit', comment: 'comments', set_again: 'settings',
};

export interface Act {
  action: Action;
  /** What the action takes: comment, files, people. */
  given: Record<string, unknown>;
}

export function useAct(id: string, object?: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, given }: Act) => api.post<Approval>(`/approvals/${id}/${PATHS[action]}`, given),
    onSuccess: (request) => client.setQueryData(oneKey(id), request),
    onSettled: () => refresh(client, object),
  });
}

/** As many as one call takes. */
export const MOST_AT_ONCE = 100;

export interface OneOfMany {
  request: string;
  decision: Decision;
  comment?: string | null;
}

export function useDecideMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (decisions: OneOfMany[]) => (await api.post<{ data: Outcome[] }>('/approvals/decisions', { decisions }, { keepalive: true })).data,
    onSettled: () => refresh(client),
  });
}

/** Where files go: to a request that there is, or to the record that is about to be submitted. */
export interface FileTarget {
  path: string;
  fields?: Record<string, string>;
}

export function sendFile({ path, fields = {} }: FileTarget, file: File): Promise<ApprovalFile> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  return api.post<ApprovalFile>(path, form);
}

export const contentUrl = (request: string, file: string): string => apiUrl(`/approvals/${request}/files/${file}/content`);
