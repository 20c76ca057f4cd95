import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { useSession } from '@/api/session';

interface Named {
  name: string;
}

/** The names of positions, and of teams and queues, to choose from; who may not list them types them. */
export function useAudienceNames(): { roles: string[]; teams: string[] } {
  const { permissions } = useSession();
  const enabled = permissions.includes('sharing.manage');
  const roles = useQuery({ queryKey: ['layouts', 'names', 'roles'], enabled, queryFn: ({ signal }) => api.get<{ data: Named[] }>('/org-roles', { signal, query: { limit: 500 } }) });
  const teams = useQuery({ queryKey: ['layouts', 'names', 'teams'], enabled, queryFn: ({ signal }) => api.get<{ data: Named[] }>('/teams', { signal, query: { limit: 200 } }) });
  const names = (page: { data: Named[] } | undefined) => [...new Set((page?.data ?? []).map(({ name }) => name))];
  return { roles: names(roles.data), teams: names(teams.data) };
}
