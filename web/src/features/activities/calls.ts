/** The timeline of one record, newest first, page by page. */
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { TimelinePage } from './types';

const PAGE = 30;

export const timelineQuery = (object: string, id: string) =>
  infiniteQueryOptions({
    queryKey: keys.timeline(object, id),
    queryFn: ({ pageParam, signal }) =>
      api.get<TimelinePage>(`/objects/${object}/records/${id}/timeline`, { signal, query: { cursor: pageParam, limit: PAGE } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 15_000,
  });

export function useTimeline(object: string, id: string) {
  return useInfiniteQuery(timelineQuery(object, id));
}
