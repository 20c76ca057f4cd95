/** The first rows of a related list and how many there are. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordPage } from '@/api/types';

export const FIRST_ROWS = 5;

export const relatedQuery = (object: string, id: string, relation: string) =>
  queryOptions({
    queryKey: keys.related(object, id, relation),
    queryFn: ({ signal }) =>
      api.get<RecordPage>(`/objects/${object}/records/${id}/related/${relation}`, { signal, query: { limit: FIRST_ROWS, count: 'capped' } }),
    staleTime: 30_000,
  });

export function useRelated(object: string, id: string, relation: string) {
  return useQuery(relatedQuery(object, id, relation));
}
