/** One's own notifications. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { components } from '@/api/schema';

export type Notification = components['schemas']['NotificationRead'];
type Page = components['schemas']['NotificationPage'];

/** Events tell of new ones; where they do not get through, they still show up in time. */
const POLL_MS = 120_000;

export function useUnread() {
  return useQuery({
    queryKey: [...keys.notifications, 'unread'],
    queryFn: async ({ signal }) => (await api.get<{ unread: number }>('/notifications/unread', { signal })).unread,
    refetchInterval: POLL_MS,
  });
}

export function useNotifications(enabled: boolean) {
  return useInfiniteQuery({
    enabled,
    queryKey: [...keys.notifications, 'list'],
    queryFn: ({ signal, pageParam }) => api.get<Page>('/notifications', { signal, query: { cursor: pageParam, limit: 20 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[] | null) => api.post('/notifications/read', ids ? { ids } : {}),
    onSettled: () => readAgain(client, keys.notifications),
  });
}
