/** The calls about packages. An installation changes what everybody's screens are made of. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import type { ListOf } from '@/api/types';
import type { BundledPackage, InstalledPackage, Installation, Plan, PlannedPart, Removal, Take, Validation } from './types';

const PACKAGES = ['packages'];

/** Where the files of a package come from: one that a person chose, or one that came with Guanxi. */
export type Source = { file: File } | { bundled: string };

function formOf(source: Source, more: Record<string, string> = {}): FormData {
  const form = new FormData();
  if ('file' in source) form.set('file', source.file, source.file.name);
  else form.set('bundled', source.bundled);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

export function useInstalled() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: [...PACKAGES, 'installed', i18n.language],
    queryFn: async ({ signal }) => (await api.get<ListOf<InstalledPackage>>('/packages', { signal })).data,
  });
}

export function useBundled() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: [...PACKAGES, 'bundled', i18n.language],
    queryFn: async ({ signal }) => (await api.get<ListOf<BundledPackage>>('/packages/bundled', { signal })).data,
    staleTime: Infinity,
  });
}

export function useParts(name: string, enabled: boolean) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: [...PACKAGES, 'parts', name, i18n.language],
    queryFn: async ({ signal }) => (await api.get<ListOf<PlannedPart>>(`/packages/${name}/parts`, { signal })).data,
    enabled,
    gcTime: 0,
  });
}

/** What is wrong with the files, or else what an installation would do. */
export function useLook() {
  return useMutation({
    mutationFn: async ({ source, take }: { source: Source; take: Take }): Promise<{ validation: Validation; plan?: Plan }> => {
      const validation = await api.post<Validation>('/packages/validate', formOf(source));
      if (validation.problems.length > 0) return { validation };
      return { validation, plan: await api.post<Plan>('/packages/plan', formOf(source, { take })) };
    },
  });
}

export function useInstall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, take, samples }: { source: Source; take: Take; samples: boolean }) =>
      send<Installation>('POST', '/packages', { body: formOf(source, { take, samples: String(samples) }) }),
    onSuccess: () => void client.invalidateQueries(),
  });
}

export function useUninstall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<Removal>('DELETE', `/packages/${name}`),
    onSuccess: () => void client.invalidateQueries(),
    onError: () => void readAgain(client, PACKAGES),
  });
}
