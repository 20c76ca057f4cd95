/** Metadata: which objects there are and what their fields mean. Labels come in the reader's language. */
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from './client';
import { keys } from './keys';
import type { FieldMeta, ListOf, ObjectMeta, PartMeta } from './types';

export const objectsQuery = (language: string) =>
  queryOptions({
    queryKey: keys.objects(language),
    queryFn: async ({ signal }) => (await api.get<ListOf<ObjectMeta>>('/objects', { signal })).data,
    staleTime: 10 * 60_000,
  });

export function useObjects(): ObjectMeta[] {
  const { i18n } = useTranslation();
  return useSuspenseQuery(objectsQuery(i18n.language)).data;
}

export function useObject(name: string): ObjectMeta {
  const found = useObjects().find((object) => object.name === name);
  if (!found) throw new UnknownObject(name);
  return found;
}

export function useMaybeObject(name: string | null | undefined): ObjectMeta | null {
  return useObjects().find((object) => object.name === name) ?? null;
}

/** For what may be drawn before objects are known: null until they are, and nothing is asked for. */
export function useKnownObject(name: string): ObjectMeta | null {
  const { i18n } = useTranslation();
  return useQuery({ ...objectsQuery(i18n.language), enabled: false }).data?.find((object) => object.name === name) ?? null;
}

export class UnknownObject extends Error {}

/** A field by its name, or a part of one by `field.part`. */
export function fieldOf(object: ObjectMeta, name: string): FieldMeta | undefined {
  const [whole] = name.split('.', 1);
  const field = object.fields.find((one) => one.name === whole);
  if (!name.includes('.')) return field;
  const part = field?.parts?.find((one) => one.name === name);
  return part && partField(part);
}

/** A part as a field: nobody writes it but with the whole. */
export function partField(part: PartMeta): FieldMeta {
  return { ...part, required: false, read_only: true, unique: false };
}

/** The field itself, then its parts. */
export function withParts(field: FieldMeta): FieldMeta[] {
  return [field, ...(field.parts ?? []).map(partField)];
}

/** The object that a field belongs to, by the field's own metadata: two objects may have fields of one name. */
export function useObjectOf(field: FieldMeta): ObjectMeta | undefined {
  const objects = useObjects();
  const alike = (one: FieldMeta) => one.name === field.name && one.type === field.type && one.label === field.label;
  return objects.find(({ fields }) => fields.includes(field)) ?? objects.find(({ fields }) => fields.some(alike));
}
