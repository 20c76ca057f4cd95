/** Reading records: endless lists, single records, boards. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, send } from './client';
import { keys, type RecordListParams } from './keys';
import type { CrmRecord, RecordPage, SearchHit } from './types';

export const PAGE_SIZE = 100;

export const recordsQuery = (object: string, params: RecordListParams) =>
  infiniteQueryOptions({
    queryKey: keys.list(object, params),
    queryFn: ({ pageParam, signal }) =>
      api.get<RecordPage>(`/objects/${object}/records`, {
        signal,
        query: {
          limit: PAGE_SIZE,
          ...params,
          // The count belongs to the first page; the next ones need not ask again.
          count: pageParam ? 'none' : (params.count ?? 'capped'),
          cursor: pageParam,
        },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 30_000,
  });

export function useRecords(object: string, params: RecordListParams = {}, options: { enabled?: boolean } = {}) {
  return useInfiniteQuery({ ...recordsQuery(object, params), placeholderData: keepPreviousData, ...options });
}

export const recordQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: keys.record(object, id),
    queryFn: async ({ signal }) => (await send<CrmRecord>('GET', `/objects/${object}/records/${id}`, { signal })).data,
    staleTime: 30_000,
  });

export function useRecord(object: string, id: string | undefined) {
  return useQuery({ ...recordQuery(object, id ?? ''), enabled: Boolean(id) });
}

export function useSearch(q: string, options: { objects?: string; limit?: number; enabled?: boolean } = {}) {
  const text = q.trim();
  return useQuery({
    queryKey: keys.search(text, options.objects),
    queryFn: async ({ signal }) =>
      (await api.get<{ data: SearchHit[] }>('/search', { signal, query: { q: text, objects: options.objects, limit: options.limit ?? 12 } }))
        .data,
    enabled: text.length > 0 && options.enabled !== false,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
}
