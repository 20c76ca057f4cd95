/** What was deleted and can come back. */
import { useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { keys, type RecordListParams } from '@/api/keys';
import { useRecords } from '@/api/records';
import type { CrmRecord, RecordPage } from '@/api/types';

const PARAMS: RecordListParams = { deleted: true, sort: '-updated_at' };

export function useDeletedRecords(object: string) {
  return useRecords(object, PARAMS);
}

/** The record, if it lies in the bin; asked for only when its page was not found. */
export function useDeletedRecord(object: string | undefined, id: string): CrmRecord | null {
  const { data } = useQuery({
    queryKey: [...keys.records(object ?? ''), 'deleted', id],
    queryFn: ({ signal }) =>
      api.get<RecordPage>(`/objects/${object}/records`, { signal, query: { deleted: true, filter: `id == "${id}"`, limit: 1, count: 'none' } }),
    enabled: Boolean(object) && /^[0-9a-f-]{36}$/i.test(id),
    retry: false,
  });
  return data?.data.find((record) => record.id === id) ?? null;
}
