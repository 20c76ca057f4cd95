/** The names of records that are known by their ids alone, each of one of several objects. */
import { useQueries } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { useObjects } from '@/api/objects';
import type { RecordPage } from '@/api/types';

/** One reading for each object that may hold them; ids that nobody has, or that are hidden, have no name. */
export function useMixedNames(targets: readonly string[], ids: readonly string[]): Record<string, string | undefined> {
  const readable = useObjects().filter(({ name, permissions }) => targets.includes(name) && permissions.read);
  const filter = `id in [${ids.map((id) => JSON.stringify(id)).join(', ')}]`;
  const query = { filter, fields: 'name', limit: 50, count: 'none' };
  return useQueries({
    queries: readable.map(({ name }) => ({
      queryKey: keys.list(name, { filter, fields: ['names'] }),
      queryFn: async ({ signal }: { signal: AbortSignal }) => api.get<RecordPage>(`/objects/${name}/records`, { signal, query }),
      enabled: ids.length > 0,
      staleTime: 60_000,
    })),
    combine: (results) => Object.fromEntries(results.flatMap(({ data }) => (data?.data ?? []).map(({ id, name }) => [id, name]))),
  });
}
