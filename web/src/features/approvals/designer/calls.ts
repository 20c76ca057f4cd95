/** Reading and writing processes: definitions of the kind `approval`. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { Definition, DefinitionDraft } from '@/features/rules/calls';
import type { Body } from './model/types';

export type Process = Definition<Body> & { object: string };

const keys = {
  all: ['definitions', 'approval'] as const,
  list: (language: string) => ['definitions', 'approval', 'every', language] as const,
  one: (name: string) => ['definitions', 'approval', 'one', name] as const,
};

interface Page {
  data: Process[];
  next_cursor: string | null;
}

const PAGE = 100;
const pathOf = (name: string) => `/definitions/approval/${name}`;

export function useProcesses() {
  const { i18n } = useTranslation();
  return useInfiniteQuery({
    queryKey: keys.list(i18n.language),
    queryFn: ({ signal, pageParam }) => api.get<Page>('/definitions/approval', { signal, query: { cursor: pageParam, limit: PAGE } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useProcess(name: string | null) {
  return useQuery({
    queryKey: keys.one(name ?? ''),
    queryFn: ({ signal }) => api.get<Process>(pathOf(name ?? ''), { signal }),
    enabled: name !== null,
    // What is being edited is not replaced under the hands of whoever edits it.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export type Saving = DefinitionDraft<Body> & { object: string; version: number | null };

export function useSaveProcess() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...draft }: Saving) => send<Process>('PUT', pathOf(name), { body: draft, ifMatch: version ?? undefined }),
    onSuccess: ({ data }) => {
      client.setQueryData(keys.one(data.name), data);
      return client.invalidateQueries({ queryKey: keys.all, predicate: ({ queryKey }) => queryKey[2] !== 'one' });
    },
  });
}

export function useRemoveProcess() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<null>('DELETE', pathOf(name)),
    onSettled: () => readAgain(client, keys.all),
  });
}
