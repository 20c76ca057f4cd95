import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { ListOf, SavedView } from '@/api/types';

export type ViewDraft = Omit<SavedView, 'id' | 'owner'>;

export function useViews(object: string): SavedView[] {
  return (
    useQuery({
      queryKey: keys.views(object),
      queryFn: async ({ signal }) => (await api.get<ListOf<SavedView>>('/views', { signal, query: { object } })).data,
      staleTime: 5 * 60_000,
    }).data ?? []
  );
}

export function useSaveView(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...draft }: Partial<ViewDraft> & { id?: string }) =>
      id ? api.patch<SavedView>(`/views/${id}`, draft) : api.post<SavedView>('/views', draft),
    onSuccess: (view) => {
      client.setQueryData<SavedView[]>(keys.views(object), (old = []) =>
        old.some((one) => one.id === view.id) ? old.map((one) => (one.id === view.id ? { ...one, ...view } : one)) : [...old, view],
      );
    },
    onSettled: () => readAgain(client, keys.views(object)),
  });
}

export function useDeleteView(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/views/${id}`),
    onSettled: () => readAgain(client, keys.views(object)),
  });
}
