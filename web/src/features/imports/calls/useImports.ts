import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { ListOf } from '@/api/types';
import { isUnderWay } from '../model/steps';
import type { ImportState } from '../model/types';

/** Past and present imports, latest first. */
export function useImports() {
  return useQuery({
    queryKey: keys.imports,
    queryFn: async ({ signal }) => (await api.get<ListOf<ImportState>>('/imports', { signal })).data,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 3000 : false),
  });
}
