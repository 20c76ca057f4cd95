import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useObject } from '@/api/objects';
import { refreshRecords } from '@/api/recordWrites';
import type { PipelineMeta } from '@/api/types';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import { PipelineEditor } from './PipelineEditor';

export default function PipelinesPage() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const deal = useObject('deal');
  const [draft, setDraft] = useState<PipelineMeta[]>(deal.pipelines);
  const changed = JSON.stringify(draft) !== JSON.stringify(deal.pipelines);
  const taken = draft.flatMap((pipeline) => pipeline.stages.map((stage) => stage.key));
  const save = useMutation({
    mutationFn: (pipelines: PipelineMeta[]) => api.put<{ pipelines: PipelineMeta[] }>('/objects/deal/pipelines', { pipelines }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['objects'] });
      await refreshRecords(client, 'deal');
    },
  });
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      {draft.map((pipeline, index) => (
        <Card key={pipeline.key} title={pipeline.label} text={index === 0 ? t('pipelines.text') : undefined}>
          <PipelineEditor pipeline={pipeline} taken={taken} onChange={(next) => setDraft(draft.map((one, at) => (at === index ? next : one)))} />
        </Card>
      ))}
      <div>
        <SaveFoot label={t('pipelines.save')} saving={save.isPending} saved={save.isSuccess && !changed} error={save.error} disabled={!changed} />
      </div>
    </form>
  );
}
