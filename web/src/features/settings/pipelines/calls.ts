import { useMutation, useQueryClient } from '@tanstack/react-query';
import { send } from '@/api/client';
import { refreshRecords } from '@/api/recordWrites';
import type { PipelineMeta } from '@/api/types';
import type { PipelineSent } from './draft';

export function useSavePipelines(object: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (pipelines: PipelineSent[]) => send<{ pipelines: PipelineMeta[] }>('PUT', `/objects/${object}/pipelines`, { body: { pipelines } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['objects'] });
      await refreshRecords(client, object);
    },
  });
}
