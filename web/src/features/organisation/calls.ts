import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, send } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import { usePermission } from '@/api/session';
import type { AccessPreview, Followed, Member, MembersChanged, OrganisationEdit, Page, Position, Team, TeamDetails, TeamKind, UserPlace } from './types';

const of = (...parts: unknown[]) => [...keys.organisation, ...parts];

/** Who sees what hangs on it: everything about records is asked for again too. */
async function refresh(client: QueryClient): Promise<void> {
  await Promise.all([readAgain(client, keys.organisation), refreshRecords(client)]);
}

/** The whole tree, page by page: a company has a thousand positions at most. */
export function usePositions() {
  return useQuery({
    queryKey: of('positions'),
    queryFn: async ({ signal }) => {
      const found: Position[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: Page<Position> = await api.get('/org-roles', { signal, query: { limit: 500, cursor } });
        found.push(...page.data);
        cursor = page.next_cursor;
      }
      return found;
    },
    staleTime: 30_000,
  });
}

export function useCreatePosition() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: { name: string; parent_id: string | null }) => send<Position>('POST', '/org-roles', { body: draft }),
    onSettled: () => refresh(client),
  });
}

export function useChangePosition() {
  const client = useQueryClient();
  return useMutation({
    /** `version` is given where a person changes what he read; carrying a position elsewhere holds whatever its name is. */
    mutationFn: ({ id, version, ...change }: { id: string; version?: number; name?: string; parent_id?: string | null }) =>
      send<Position>('PATCH', `/org-roles/${id}`, { body: change, ifMatch: version }),
    onMutate: async ({ id, version: _, ...change }) => {
      await client.cancelQueries({ queryKey: of('positions') });
      const before = client.getQueryData<Position[]>(of('positions'));
      client.setQueryData<Position[]>(of('positions'), (old) => old?.map((one) => (one.id === id ? { ...one, ...change } : one)));
      return before;
    },
    onError: (_error, _change, before) => client.setQueryData(of('positions'), before),
    onSettled: () => refresh(client),
  });
}

export function useDeletePosition() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, moveTo, release }: { id: string; moveTo?: string; release?: boolean }) =>
      api.delete<Followed>(`/org-roles/${id}`, { query: { move_to: moveTo, release: release || undefined } }),
    // Not waited for: what tells of the deletion goes from the screen with what is deleted.
    onSettled: () => void refresh(client),
  });
}

export function useTeams(kind: TeamKind | '', q = '') {
  return useInfiniteQuery({
    queryKey: of('teams', kind, q),
    queryFn: ({ pageParam, signal }) => api.get<Page<Team>>('/teams', { signal, query: { kind, q, limit: 100, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function useTeam(id: string) {
  return useQuery({ queryKey: of('team', id), queryFn: ({ signal }) => api.get<TeamDetails>(`/teams/${id}`, { signal }) });
}

/** Queues that the reader takes records from. */
export function useMyQueues(enabled = true) {
  const allowed = usePermission('user.read');
  return useQuery({
    queryKey: of('queues', 'mine'),
    queryFn: async ({ signal }) => (await api.get<Page<Team>>('/teams', { signal, query: { kind: 'queue', mine: true, limit: 200 } })).data,
    enabled: enabled && allowed,
    staleTime: 5 * 60_000,
  });
}

export function useCreateTeam() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: { name: string; kind: TeamKind }) => send<Team>('POST', '/teams', { body: draft }),
    onSettled: () => refresh(client),
  });
}

export function useChangeTeam(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...change }: { version: number; name?: string; description?: string }) => send<Team>('PATCH', `/teams/${id}`, { body: change, ifMatch: version }),
    onSettled: () => refresh(client),
  });
}

export function useDeleteTeam(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete<Followed>(`/teams/${id}`),
    // Not waited for: what tells of the deletion goes from the screen with what is deleted.
    onSettled: () => void refresh(client),
  });
}

/** Holders of a position or members of a team; `path` says of which. */
export function useMembers(path: string) {
  return useInfiniteQuery({
    queryKey: of('members', path),
    queryFn: ({ pageParam, signal }) => api.get<Page<Member>>(path, { signal, query: { limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useChangeMembers(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { add?: string[]; remove?: string[] }) => api.post<MembersChanged>(path, change),
    onSettled: () => refresh(client),
  });
}

/** What an edit would change; asked anew each time it is about to be made. */
export function useEditPreview(edit: OrganisationEdit) {
  return useQuery({
    queryKey: of('preview', edit),
    queryFn: ({ signal }) => api.post<AccessPreview>('/organisation/preview', edit, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** Where a person stands. */
export function usePlace(user: string) {
  return useQuery({ queryKey: of('place', user), queryFn: ({ signal }) => api.get<UserPlace>(`/users/${user}/organisation`, { signal }) });
}

export function usePlacePerson(user: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role_id: string | null) => api.put<Followed>(`/users/${user}/org-role`, { role_id }),
    onSettled: () => refresh(client),
  });
}

export function useTake(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post<{ change_set_id: string | null }>(`/objects/${object}/records/${id}/take`),
    onSettled: () => refreshRecords(client, object),
  });
}
