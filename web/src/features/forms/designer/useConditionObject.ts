/** What the condition of a form's field may name: fields further up, as conditions of forms know them. */
import { queryOptions, useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { useObjects } from '@/api/objects';
import type { ObjectMeta, RecordPage } from '@/api/types';
import { asNamed, namesOf } from '../fields';
import { inConditions, type FormField } from '../types';

/** As many as a form offers, see the server's `choices.py`. */
const MOST = 100;

/** A record that was chosen is known by what it is called, so a lookup is a choice among the names that the form offers. */
export function useConditionObject(object: ObjectMeta, earlier: readonly FormField[]): ObjectMeta {
  const objects = useObjects();
  const fields = earlier.flatMap((declared) => object.fields.filter((field) => field.name === declared.field && inConditions(field)));
  const lookups = fields.filter((field) => field.type === 'lookup');
  const names = useQueries({
    queries: lookups.map((field) => {
      const title = objects.find(({ name }) => name === field.target)?.title_field ?? 'name';
      return namesQuery(field.target ?? '', title, earlier.find((declared) => declared.field === field.name)?.choices ?? '');
    }),
    combine: (results) => new Map(results.map(({ data }, index) => [lookups[index]?.name, data ?? []])),
  });
  return { ...object, fields: fields.map((field) => (field.type === 'lookup' ? asNamed(field, names.get(field.name) ?? []) : field)) };
}

function namesQuery(target: string, title: string, filter: string) {
  const params = { filter, fields: [title], limit: MOST, count: 'none' as const };
  return queryOptions({
    queryKey: [...keys.list(target, params), 'names'],
    queryFn: ({ signal }) => api.get<RecordPage>(`/objects/${target}/records`, { signal, query: params }),
    select: ({ data }) => namesOf(data, title),
    enabled: filter !== '',
    staleTime: 30_000,
  });
}
