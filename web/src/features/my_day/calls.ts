import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { CrmRecord } from '@/api/types';

export interface MyDay {
  overdue: CrmRecord[];
  today: CrmRecord[];
  upcoming: CrmRecord[];
  closing_deals: CrmRecord[];
  stale_deals: CrmRecord[];
}

export const myDayQuery = queryOptions({
  queryKey: keys.myDay,
  queryFn: ({ signal }) => api.get<MyDay>('/my-day', { signal }),
  staleTime: 15_000,
  // A page left open over night says the right day in the morning.
  refetchOnWindowFocus: true,
});

export function useMyDay() {
  return useQuery(myDayQuery);
}
