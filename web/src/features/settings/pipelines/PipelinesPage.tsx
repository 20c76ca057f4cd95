import { useState } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { useObject } from '@/api/objects';
import { refreshRecords } from '@/api/recordWrites';
import type { PipelineMeta } from '@/api/types';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import { newPipeline } from './draft';
import { PipelineEditor } from './PipelineEditor';
import classes from '../Settings.module.css';

export default function PipelinesPage() {
  const { t, i18n } = useTranslation('settings');
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
  const removed = deal.pipelines.filter((known) => !draft.some((one) => one.key === known.key));
  const add = () => {
    const labels = {
      pipeline: t('pipelines.newPipeline'),
      first: t('pipelines.firstStage'),
      second: t('pipelines.secondStage'),
      won: t('pipelines.kinds.won'),
      lost: t('pipelines.kinds.lost'),
    };
    setDraft([...draft, newPipeline(labels, [...deal.pipelines, ...draft])]);
  };
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
          <PipelineEditor
            pipeline={pipeline}
            taken={taken}
            isNew={!deal.pipelines.some((one) => one.key === pipeline.key)}
            onChange={(next) => setDraft(draft.map((one, at) => (at === index ? next : one)))}
            onRemove={draft.length > 1 ? () => setDraft(draft.filter((one) => one !== pipeline)) : undefined}
          />
        </Card>
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>{t('pipelines.addPipeline')}</Button>
        <SaveFoot label={t('pipelines.save')} saving={save.isPending} saved={save.isSuccess && !changed} error={save.error} disabled={!changed} />
        {removed.length > 0 && <p className={classes.soft}>{t('pipelines.removedOnSave', { names: new Intl.ListFormat(i18n.language).format(removed.map((one) => one.label)) })}</p>}
      </div>
    </form>
  );
}
