import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { Definition, Holder, Licence, Page, PermissionSet, Preview, RightsOfUser, SetEntry, SetsOfUser } from './types';

const of = (...parts: unknown[]) => [...keys.permissions, ...parts];

/** One's own rights may be others now: what one may see and do is asked for again, too. */
async function refresh(client: QueryClient): Promise<void> {
  await Promise.all([readAgain(client, keys.permissions), client.invalidateQueries({ queryKey: keys.session }), client.invalidateQueries({ queryKey: ['objects'] })]);
}

export function useSets() {
  const { i18n } = useTranslation();
  return useInfiniteQuery({
    queryKey: of('sets', i18n.language),
    queryFn: ({ pageParam, signal }) => api.get<Page<SetEntry>>('/permission-sets', { signal, query: { limit: 100, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: 30_000,
  });
}

export function useSet(id: string) {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: of('set', id, i18n.language), queryFn: ({ signal }) => api.get<PermissionSet>(`/permission-sets/${id}`, { signal }) });
}

export function useCreateSet() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: { name: string; definition?: Definition }) => send<PermissionSet>('POST', '/permission-sets', { body: draft }),
    onSuccess: () => refresh(client),
  });
}

export function useChangeSet(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: { version: number; name?: string; description?: string; definition?: Definition }) =>
      send<PermissionSet>('PATCH', `/permission-sets/${id}`, { body, ifMatch: version }),
    onSuccess: () => refresh(client),
  });
}

/** Deletes; a built-in set becomes as it came. */
export function useRemoveSet(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => send<unknown>('DELETE', `/permission-sets/${id}`, { ifMatch: version }),
    onSuccess: () => void refresh(client),
  });
}

export function usePreview(id: string) {
  return useMutation({ mutationFn: (definition: Definition | null) => api.post<Preview>(`/permission-sets/${id}/preview`, { definition }) });
}

export function useHolders(id: string) {
  return useInfiniteQuery({
    queryKey: of('holders', id),
    queryFn: ({ pageParam, signal }) => api.get<Page<Holder>>(`/permission-sets/${id}/users`, { signal, query: { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

export function useSetsOfUser(id: string) {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: of('user', id, 'sets', i18n.language), queryFn: ({ signal }) => api.get<SetsOfUser>(`/users/${id}/permission-sets`, { signal }) });
}

export function useAssign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, sets }: { user: string; sets: string[] }) => send<SetsOfUser>('PUT', `/users/${user}/permission-sets`, { body: { permission_sets: sets } }),
    onSettled: () => refresh(client),
  });
}

/** Gives one more set, or takes one away; what else the person has stays. */
export function useAssignOne(set: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ user, on }: { user: string; on: boolean }) => {
      const now = (await api.get<SetsOfUser>(`/users/${user}/permission-sets`)).sets.map((each) => each.id);
      const sets = on ? [...new Set([...now, set])] : now.filter((each) => each !== set);
      return send<SetsOfUser>('PUT', `/users/${user}/permission-sets`, { body: { permission_sets: sets } });
    },
    onSettled: () => refresh(client),
  });
}

export function useRights(id: string) {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: of('user', id, 'rights', i18n.language), queryFn: ({ signal }) => api.get<RightsOfUser>(`/users/${id}/rights`, { signal }) });
}

export function useLicences() {
  const { i18n } = useTranslation();
  return useQuery({ queryKey: of('licences', i18n.language), queryFn: async ({ signal }) => (await api.get<{ data: Licence[] }>('/licences', { signal })).data });
}

/** A licence is a field of the person; where rights are shown, it changes them. */
export function useSetLicence(user: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (licence: string) => send<unknown>('PATCH', `/objects/user/records/${user}`, { body: { licence } }),
    onSettled: () => Promise.all([refresh(client), refreshRecords(client, 'user')]),
  });
}
