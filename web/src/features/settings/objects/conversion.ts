/** Making a field one of another type: what it would do, and doing it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '@/api/client';
import { readAgain } from '@/api/readAgain';
import { refreshRecords } from '@/api/recordWrites';
import type { FieldMeta, FieldType } from '@/api/types';

export interface Conversion {
  type: FieldType;
  date_order?: 'mdy' | 'dmy';
}

export interface ConversionPreview {
  records: number;
  whole: number;
  lossy: number;
  impossible: number;
  examples: { id: string; name: string; kind: 'lossy' | 'impossible'; before: string; after: string | null }[];
  options: string[];
  next: string | null;
}

const pathOf = (object: string, field: string, what: string) => `/objects/${object}/fields/${field}/${what}`;

export function useConversionPreview(object: string, field: string, ask: Conversion | null) {
  return useQuery({
    queryKey: ['objects', 'conversion', object, field, ask],
    queryFn: async () => (await send<ConversionPreview>('POST', pathOf(object, field, 'conversion-preview'), { body: { ...ask } })).data,
    enabled: ask !== null,
    gcTime: 0,
    retry: false,
  });
}

export function useConvertField(object: string, field: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ask: Conversion) => send<FieldMeta>('POST', pathOf(object, field, 'conversion'), { body: { ...ask } }),
    onSuccess: () => void Promise.all([readAgain(client, ['objects']), refreshRecords(client, object)]),
  });
}
