/** Who decides in somebody's place, from one day to another. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { StandIn } from '../types';

const KEY = [...keys.approvals, 'stand-ins'] as const;

export function useStandIns(all: boolean) {
  return useQuery({ queryKey: [...KEY, all], queryFn: async ({ signal }) => (await api.get<{ data: StandIn[] }>('/approval-delegations', { signal, query: { all: all || undefined } })).data });
}

export interface NewStandIn {
  to: string;
  first: string;
  last: string;
  processes: string[] | null;
  user?: string;
}

export function useNameStandIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (given: NewStandIn) => api.post<StandIn>('/approval-delegations', given), onSettled: () => readAgain(client, KEY) });
}

export function useEndStandIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.delete(`/approval-delegations/${id}`), onSettled: () => readAgain(client, KEY) });
}
