/** Definitions of any kind, and trying a condition. Others hear of a change from the server. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { Labels, ListOf } from '@/api/types';

export interface DefinitionProblem {
  code: string;
  detail: string;
  field: string | null;
}

/** What an administrator declared; `body` is that of its kind. */
export interface Definition<Body> {
  kind: string;
  name: string;
  object: string | null;
  label: Labels;
  active: boolean;
  position: number;
  body: Body;
  version: number;
  problem: DefinitionProblem | null;
}

export type DefinitionDraft<Body> = Pick<Definition<Body>, 'name' | 'label' | 'active' | 'position' | 'body'>;

export interface Trial {
  condition: string;
  record_id?: string;
}

export interface TrialAnswer {
  holds: boolean;
  values: { name: string; value: unknown }[];
}

/** As many of one object as a page of the settings shows. */
export const MOST_SHOWN = 200;

const keyOf = (kind: string, object: string, language = '') => ['definitions', kind, object, ...(language ? [language] : [])];

export function useDefinitions<Body>(kind: string, object: string) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: keyOf(kind, object, i18n.language),
    queryFn: async ({ signal }) => (await api.get<ListOf<Definition<Body>>>(`/definitions/${kind}`, { query: { object, limit: MOST_SHOWN }, signal })).data,
  });
}

export function useSaveDefinition<Body>(kind: string, object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...draft }: DefinitionDraft<Body> & { version?: number }) =>
      send<Definition<Body>>('PUT', `/definitions/${kind}/${name}`, { body: { object, ...draft }, ifMatch: version }),
    onSettled: () => readAgain(client, keyOf(kind, object)),
  });
}

export function useRemoveDefinition(kind: string, object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<null>('DELETE', `/definitions/${kind}/${name}`),
    onSettled: () => readAgain(client, keyOf(kind, object)),
  });
}

export function useTrial(object: string) {
  return useMutation({ mutationFn: (trial: Trial) => api.post<TrialAnswer>(`/objects/${object}/condition-trials`, trial) });
}
