import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { CappedCount, CrmRecord } from '@/api/types';
import type { ApprovalSummary } from '@/features/approvals/types';

export interface MyDay {
  overdue: CrmRecord[];
  today: CrmRecord[];
  upcoming: CrmRecord[];
  closing_deals: CrmRecord[];
  stale_deals: CrmRecord[];
  /** Those that wait for the reader, the first fifty. */
  approvals: ApprovalSummary[];
  counts: { approvals: CappedCount };
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
