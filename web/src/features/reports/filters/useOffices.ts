import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';

interface OfficeCounts {
  data: { office: string | null; count: number }[];
}

/** The offices that people belong to. */
export function useOffices(): string[] {
  const query = useQuery({
    queryKey: [...keys.records('user'), 'offices'],
    queryFn: () => api.post<OfficeCounts>('/objects/user/aggregate', { group_by: ['office'], metrics: [{ fn: 'count' }], sort: 'office', limit: 200 }),
    staleTime: 5 * 60_000,
  });
  return (query.data?.data ?? []).flatMap(({ office }) => office ?? []);
}
