import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';

type Totals = Record<string, string | number | null>;

/** Sums of money columns over the filtered set. A text search has no sums: the aggregate call knows no search. */
export function useTotals(object: string, filter: string, q: string, fields: string[]): Totals | undefined {
  const { data } = useQuery({
    queryKey: [...keys.records(object), 'totals', filter, fields],
    queryFn: ({ signal }) =>
      api.post<{ data: Totals[] }>(
        `/objects/${object}/aggregate`,
        { filter: filter || undefined, group_by: [], metrics: fields.map((field) => ({ fn: 'sum', field, as: field })) },
        { signal },
      ),
    enabled: fields.length > 0 && q === '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  return q === '' ? data?.data[0] : undefined;
}

/** Sums of amounts in currencies of their own, one for each currency. */
export function useTotalsByCurrency(object: string, filter: string, q: string, field: string | undefined): { currency: string; sum: number }[] | undefined {
  const { data } = useQuery({
    queryKey: [...keys.records(object), 'totals by currency', filter, field],
    queryFn: ({ signal }) =>
      api.post<{ data: Totals[] }>(
        `/objects/${object}/aggregate`,
        { filter: [filter && `(${filter})`, `${field} != null`].filter(Boolean).join(' && '), group_by: [`${field}.currency`], metrics: [{ fn: 'sum', field: `${field}.amount`, as: 'sum' }], sort: '-sum', limit: 50 },
        { signal },
      ),
    enabled: field !== undefined && q === '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  return q === '' && field ? data?.data.map((row) => ({ currency: String(row[`${field}.currency`]), sum: Number(row.sum) })) : undefined;
}
