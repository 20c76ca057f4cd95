import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { HandOver, HandOverRequest } from './types';

export const handOverKey = (userId: string) => ['hand-over', userId] as const;

export function useHandOver(userId: string, enabled = true) {
  return useQuery({
    queryKey: handOverKey(userId),
    queryFn: ({ signal }) => api.get<HandOver>(`/users/${userId}/hand-over`, { signal }),
    enabled,
  });
}

export function useStartHandOver(userId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: HandOverRequest) => api.post<HandOver>(`/users/${userId}/hand-over`, request),
    onError: () => readAgain(client, handOverKey(userId)),
  });
}
