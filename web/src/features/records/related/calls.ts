/** The first rows of a related list and how many there are. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { RecordPage } from '@/api/types';

export const FIRST_ROWS = 5;

/** Of a list that no filter can show. */
export const MOST_ROWS = 200;

export const relatedQuery = (object: string, id: string, relation: string, limit = FIRST_ROWS, sort?: string) =>
  queryOptions({
    queryKey: [...keys.related(object, id, relation), limit, sort ?? null],
    queryFn: ({ signal }) =>
      api.get<RecordPage>(`/objects/${object}/records/${id}/related/${relation}`, { signal, query: { limit, sort, count: 'capped' } }),
    staleTime: 30_000,
  });

export function useRelated(object: string, id: string, relation: string, limit = FIRST_ROWS, sort?: string) {
  return useQuery({ ...relatedQuery(object, id, relation, limit, sort), placeholderData: keepPreviousData });
}
