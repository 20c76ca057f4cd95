/** Duplicates: while a form is filled in, those that are there, and merging. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import { refreshRecords, toWire } from '@/api/recordWrites';
import type { ListOf, RecordValues } from '@/api/types';

export interface Candidate {
  id: string;
  name: string;
  rule: string;
  fields: string[];
}

export interface DuplicateGroup {
  rule: string;
  rule_label: string;
  fields: string[];
  count: number;
  records: { id: string; name: string }[];
}

interface GroupPage {
  data: DuplicateGroup[];
  next_cursor: string | null;
}

export function useCandidates(object: string, values: RecordValues) {
  const sent = toWire(values);
  return useQuery({
    queryKey: ['records', object, 'candidates', sent],
    queryFn: async ({ signal }) => (await send<ListOf<Candidate>>('POST', `/objects/${object}/duplicate-checks`, { body: { values: sent }, signal })).data.data,
    enabled: Object.values(sent).some((value) => value !== null && value !== ''),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
}

export function useDuplicates(object: string) {
  return useInfiniteQuery({
    queryKey: ['records', object, 'duplicates'],
    queryFn: ({ pageParam, signal }) => api.get<GroupPage>(`/objects/${object}/duplicates`, { query: { cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

export function useMerge(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { winner: string; losers: string[]; take: Record<string, string> }) => send<{ merged: number; repointed: number; moved: number }>('POST', `/objects/${object}/merges`, { body }),
    onSettled: () => refreshRecords(client, object),
  });
}
