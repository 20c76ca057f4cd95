/** Reading and writing layouts. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import type { LayoutDecision } from '@/api/layouts';
import { readAgain } from '@/api/readAgain';
import { toWire } from '@/api/recordWrites';
import type { Labels, RecordValues } from '@/api/types';
import type { DefinitionRead } from './types';

const keys = {
  all: ['layouts'] as const,
  of: (object: string) => ['layouts', 'of', object] as const,
  one: (name: string) => ['layouts', 'one', name] as const,
};
const MOST = 50; // an object has at most 20

const pathOf = (name: string) => `/definitions/layout/${name}`;

export function useDeclaredLayouts(object: string) {
  return useQuery({
    queryKey: keys.of(object),
    queryFn: async ({ signal }) => (await api.get<{ data: DefinitionRead[] }>('/definitions/layout', { signal, query: { object, limit: MOST } })).data,
  });
}

export function useDeclaredLayout(name: string | null) {
  return useQuery({
    queryKey: keys.one(name ?? ''),
    queryFn: ({ signal }) => api.get<DefinitionRead>(pathOf(name ?? ''), { signal }),
    enabled: name !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export interface Saving {
  name: string;
  object: string;
  label: Required<Labels>;
  active: boolean;
  position: number;
  body: unknown;
  /** Null for a new one, which never replaces another. */
  version: number | null;
}

export function useSaveLayout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...data }: Saving) => send<DefinitionRead>('PUT', pathOf(name), { body: data, ifMatch: version ?? undefined }),
    onSuccess: ({ data }) => {
      client.setQueryData(keys.one(data.name), data);
      return Promise.all([readAgain(client, keys.of(data.object ?? '')), readAgain(client, ['objects'])]);
    },
  });
}

export const savingOf = ({ name, object, label, active, position, body, version }: DefinitionRead): Saving => ({ name, object: object ?? '', label, active, position, body, version });

/** Gives each its place in this order; those that have it already are left alone. */
export function useOrderLayouts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (order: DefinitionRead[]) => {
      for (const [position, one] of order.entries()) {
        const { name, version, ...data } = savingOf(one);
        if (one.position !== position) await send<DefinitionRead>('PUT', pathOf(name), { body: { ...data, position }, ifMatch: version ?? undefined });
      }
    },
    onSettled: () => Promise.all([readAgain(client, keys.all), readAgain(client, ['objects'])]),
  });
}

export function useDeleteLayout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send('DELETE', pathOf(name)),
    onSuccess: () => Promise.all([readAgain(client, keys.all), readAgain(client, ['objects'])]),
  });
}

/** How a draft would look of a record. */
export function useDrawnDraft(object: string, draft: unknown, record: string | undefined, values: RecordValues, enabled: boolean) {
  const sent = { draft, record_id: record, values: toWire(values) };
  return useQuery({
    queryKey: ['layouts', 'drawn', object, sent],
    queryFn: ({ signal }) => api.post<LayoutDecision>(`/objects/${object}/layout-decisions`, sent, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
