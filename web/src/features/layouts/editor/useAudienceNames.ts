import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { useSession } from '@/api/session';

interface Named {
  name: string;
}

/** The names of positions, of teams and queues, and of permission sets, to choose from; who may not list them types them. */
export function useAudienceNames(): { roles: string[]; teams: string[]; permission_sets: string[] } {
  const { permissions } = useSession();
  const enabled = permissions.includes('sharing.manage');
  const roles = useQuery({ queryKey: ['layouts', 'names', 'roles'], enabled, queryFn: ({ signal }) => api.get<{ data: Named[] }>('/org-roles', { signal, query: { limit: 500 } }) });
  const teams = useQuery({ queryKey: ['layouts', 'names', 'teams'], enabled, queryFn: ({ signal }) => api.get<{ data: Named[] }>('/teams', { signal, query: { limit: 200 } }) });
  const sets = useQuery({ queryKey: ['layouts', 'names', 'sets'], enabled: permissions.includes('permission.manage'), queryFn: ({ signal }) => api.get<{ data: (Named & { built_in: boolean })[] }>('/permission-sets', { signal, query: { limit: 200 } }) });
  const names = (page: { data: Named[] } | undefined) => [...new Set((page?.data ?? []).map(({ name }) => name))];
  return { roles: names(roles.data), teams: names(teams.data), permission_sets: names({ data: sets.data?.data.filter(({ built_in }) => !built_in) ?? [] }) };
}
