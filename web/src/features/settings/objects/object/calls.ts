/** The calls about kinds of record themselves. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { ListOf, ObjectMeta } from '@/api/types';

const OBJECTS = ['objects'];

export interface DeletedObject {
  name: string;
  label: string;
  plural_label: string;
  icon: string;
  /** As many as it comes back with. */
  records: number;
  deleted_at: string;
}

export interface ObjectUses {
  records: number;
  lookups: { object: string; object_label: string; field: string; label: string }[];
  views: string[];
  sharing_rules: string[];
  definitions: { kind: string; label: string; active: boolean }[];
}

/** The answer is shown before everything is read again. */
function put(client: QueryClient, language: string, object: ObjectMeta): void {
  client.setQueryData<ObjectMeta[]>(keys.objects(language), (objects) => {
    if (!objects) return objects;
    const known = objects.some(({ name }) => name === object.name);
    const next = known ? objects.map((one) => (one.name === object.name ? object : one)) : [...objects, object];
    return next.sort((left, right) => (left.custom?.position ?? -1) - (right.custom?.position ?? -1));
  });
}

export function useSaveObject() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, body }: { name?: string; body: Record<string, unknown> }) =>
      send<ObjectMeta>(name ? 'PATCH' : 'POST', name ? `/objects/${name}` : '/objects', { body }),
    onSuccess: ({ data }) => {
      put(client, i18n.language, data);
      void readAgain(client, OBJECTS);
    },
  });
}

export function useDeleteObject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<null>('DELETE', `/objects/${name}`),
    onSuccess: () => void readAgain(client, OBJECTS),
  });
}

export function useRestoreObject() {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<ObjectMeta>('POST', `/objects/${name}/restore`, { body: {} }),
    onSuccess: ({ data }) => {
      put(client, i18n.language, data);
      void readAgain(client, OBJECTS);
    },
  });
}

export function useObjectUses(name: string, enabled: boolean) {
  return useQuery({
    queryKey: [...OBJECTS, 'uses', name],
    queryFn: ({ signal }) => api.get<ObjectUses>(`/objects/${name}/uses`, { signal }),
    enabled,
    gcTime: 0,
  });
}

export function useDeletedObjects() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: [...OBJECTS, 'deleted objects', i18n.language],
    queryFn: async ({ signal }) => (await api.get<ListOf<DeletedObject>>('/deleted-objects', { signal })).data,
    staleTime: 30_000,
  });
}
