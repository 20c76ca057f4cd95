/** Reading and writing workflows and their runs. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { Body, Declared, NodeCount, RunDetails, RunPage, RunState, Tested, WorkflowPage } from './types';

const keys = {
  all: ['workflows'] as const,
  list: ['workflows', 'list'] as const,
  one: (name: string) => ['workflows', 'one', name] as const,
  counts: (name: string) => ['workflows', 'counts', name] as const,
  runs: (of: RunsOf) => ['workflows', 'runs', of] as const,
  run: (id: string) => ['workflows', 'run', id] as const,
  hook: (name: string) => ['workflows', 'hook', name] as const,
  actions: (object: string) => ['workflows', 'actions', object] as const,
};
/** Runs go on by themselves: what is on the screen is asked for again while it is looked at. */
const POLL_MS = 5_000;

export interface RunsOf {
  workflow?: string;
  state?: RunState;
  record?: string;
}

export function useWorkflows() {
  return useInfiniteQuery({
    queryKey: keys.list,
    queryFn: ({ signal, pageParam }) => api.get<WorkflowPage>('/workflows', { signal, query: { cursor: pageParam, limit: 50 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

const pathOf = (name: string) => `/definitions/workflow/${name}`;

export function useWorkflow(name: string | null) {
  return useQuery({
    queryKey: keys.one(name ?? ''),
    queryFn: ({ signal }) => api.get<Declared>(pathOf(name ?? ''), { signal }),
    enabled: name !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

export interface Saving {
  name: string;
  object: string;
  label: Declared['label'];
  active: boolean;
  body: Body;
  version: number | null;
}

export function useSaveWorkflow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...data }: Saving) => send<Declared>('PUT', pathOf(name), { body: data, ifMatch: version ?? undefined }),
    onSuccess: ({ data }) => {
      client.setQueryData(keys.one(data.name), data);
      return readAgain(client, keys.list);
    },
  });
}

export function useDeleteWorkflow() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (name: string) => send('DELETE', pathOf(name)), onSuccess: () => readAgain(client, keys.all) });
}

/** On or off, as it was saved last. */
export function useSwitchWorkflow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, active }: { name: string; active: boolean }) => {
      const { label, object, body, version } = await api.get<Declared>(pathOf(name));
      return send<Declared>('PUT', pathOf(name), { body: { label, object, body, active }, ifMatch: version });
    },
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useCounts(name: string | null) {
  return useQuery({
    queryKey: keys.counts(name ?? ''),
    queryFn: async ({ signal }) => (await api.get<{ data: NodeCount[] }>(`/workflows/${name}/counts`, { signal })).data,
    enabled: name !== null,
    refetchInterval: POLL_MS,
  });
}

export function useRuns(of: RunsOf, enabled = true) {
  return useInfiniteQuery({
    enabled,
    queryKey: keys.runs(of),
    queryFn: ({ signal, pageParam }) =>
      api.get<RunPage>('/workflow-runs', { signal, query: { workflow: of.workflow, state: of.state, record_id: of.record, cursor: pageParam, limit: 50 } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Whoever looks further back asks for many pages at once, and for what changes no more.
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : POLL_MS),
  });
}

export function useRun(id: string | null) {
  return useQuery({
    queryKey: keys.run(id ?? ''),
    queryFn: ({ signal }) => api.get<RunDetails>(`/workflow-runs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: POLL_MS,
  });
}

export type Help = 'retry' | 'skip' | 'cancel';

export function useHelpRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, help }: { id: string; help: Help }) => api.post<RunDetails>(`/workflow-runs/${id}/${help}`, help === 'retry' ? {} : undefined),
    onSettled: () => readAgain(client, keys.all),
  });
}

export function useRetryAll() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (name: string) => api.post(`/workflows/${name}/retry`), onSettled: () => readAgain(client, keys.all) });
}

export function useTest(name: string) {
  return useMutation({
    mutationFn: (given: { object: string; record_id: string | null; body: Body; sent: Record<string, unknown> }) => api.post<Tested>(`/workflows/${name}/test`, given),
  });
}

export function useHook(name: string | null) {
  return useQuery({ queryKey: keys.hook(name ?? ''), queryFn: ({ signal }) => api.get<{ url: string }>(`/workflows/${name}/hook`, { signal }), enabled: name !== null });
}

export function useRenewHook(name: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api.post<{ url: string }>(`/workflows/${name}/hook`), onSuccess: (answer) => client.setQueryData(keys.hook(name), answer) });
}

export interface Action {
  name: string;
  label: { en: string; 'zh-CN': string };
  places: ('record' | 'list')[];
}

export function useActions(object: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.actions(object),
    queryFn: async ({ signal }) => (await api.get<{ data: Action[] }>(`/objects/${object}/actions`, { signal })).data,
    enabled,
    staleTime: 60_000,
  });
}

export function useStartAction(object: string) {
  return useMutation({
    mutationFn: ({ name, ...target }: { name: string; ids?: string[]; filter?: string }) =>
      api.post<{ started: number; skipped: number }>(`/objects/${object}/actions/${name}`, target),
  });
}
