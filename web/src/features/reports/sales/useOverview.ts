import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useInBackground } from '@/api/background';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { isProblem } from '@/api/problem';
import { useFormat } from '@/ui/useFormat';
import { todayIn } from '../model/periods';
import { toQuery, type SalesSearch } from '../model/search';
import type { SalesOverview } from '../model/types';

export function useOverview(search: SalesSearch) {
  const { context } = useFormat();
  const query = toQuery(search, todayIn(context.timezone));
  const made = useInBackground<SalesOverview>(JSON.stringify(query), '/reports/sales-overview', query);
  const asked = useQuery({
    queryKey: [...keys.report('sales-overview', query), context.language],
    queryFn: ({ signal }) => api.get<SalesOverview>('/reports/sales-overview', { signal, query }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: (times, error) => times < 2 && !isProblem(error),
  });
  return { ...asked, made };
}
