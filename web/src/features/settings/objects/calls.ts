/** The calls about fields. Whatever shows records knows of a change at once: everybody else hears of it from the server. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { FieldMeta, ListOf, ObjectMeta } from '@/api/types';

const OBJECTS = ['objects'];

export interface DeletedField {
  name: string;
  label: string;
  type: FieldMeta['type'];
  deleted_at: string;
}

export interface FieldUses {
  /** Records with a value; more than ten thousand are not counted. */
  records: number;
  views: string[];
  sharing_rules: string[];
  /** Rules, layouts and whatever else is declared; one that `holds` the field keeps it from being deleted. */
  definitions: DefinitionUse[];
}

export type DefinitionUse = components['schemas']['DefinitionUse'];

export const MOST_COUNTED = 10_000;

const pathOf = (object: string, field?: string) => `/objects/${object}/fields${field ? `/${field}` : ''}`;

async function refresh(client: QueryClient, object: string): Promise<void> {
  await Promise.all([readAgain(client, OBJECTS), refreshRecords(client, object)]);
}

/** The answer is shown before everything is read again. */
function put(client: QueryClient, language: string, object: string, field: FieldMeta): void {
  client.setQueryData<ObjectMeta[]>(keys.objects(language), (objects) =>
    objects?.map((one) => {
      if (one.name !== object) return one;
      const known = one.fields.some(({ name }) => name === field.name);
      return { ...one, fields: known ? one.fields.map((each) => (each.name === field.name ? field : each)) : [...one.fields, field] };
    }),
  );
}

export function useSaveField(object: string) {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ field, body }: { field?: string; body: Record<string, unknown> }) =>
      send<FieldMeta>(field ? 'PATCH' : 'POST', pathOf(object, field), { body }),
    onSuccess: ({ data }) => {
      put(client, i18n.language, object, data);
      void refresh(client, object);
    },
  });
}

export function useDeleteField(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (field: string) => send<null>('DELETE', pathOf(object, field)),
    onSuccess: () => void refresh(client, object),
  });
}

export function useRestoreField(object: string) {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (field: string) => send<FieldMeta>('POST', `${pathOf(object, field)}/restore`, { body: {} }),
    onSuccess: ({ data }) => {
      put(client, i18n.language, object, data);
      void refresh(client, object);
    },
  });
}

export function useFieldUses(object: string, field: string, enabled: boolean) {
  return useQuery({
    queryKey: [...OBJECTS, 'uses', object, field],
    queryFn: ({ signal }) => api.get<FieldUses>(`${pathOf(object, field)}/uses`, { signal }),
    enabled,
    gcTime: 0,
  });
}

export function useDeletedFields(object: string) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: [...OBJECTS, 'deleted', object, i18n.language],
    queryFn: async ({ signal }) => (await api.get<ListOf<DeletedField>>(`/objects/${object}/deleted-fields`, { signal })).data,
    staleTime: 30_000,
  });
}
