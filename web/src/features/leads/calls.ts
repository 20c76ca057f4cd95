import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import { refreshRecords } from '@/api/recordWrites';
import type { Lookup, RecordPage } from '@/api/types';
import { wireOf, type Conversion, type ConversionAnswer } from './conversion';

/** Accounts that may be the lead's company already. */
export function useAccountMatches(company: string) {
  const q = company.trim();
  return useQuery({
    queryKey: keys.list('account', { q, limit: 5, fields: ['match'] }),
    queryFn: async ({ signal }): Promise<Lookup[]> => {
      const page = await api.get<RecordPage>('/objects/account/records', { signal, query: { q, limit: 5, count: 'none' } });
      return page.data.map(({ id, name }) => ({ id, name }));
    },
    enabled: q.length > 0,
    staleTime: 30_000,
  });
}

export function useConvertLead(leadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (conversion: Conversion) => api.post<ConversionAnswer>(`/leads/${leadId}/conversion`, wireOf(conversion)),
    onSuccess: () => refreshRecords(client),
  });
}
