import { Alert, Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { ObjectMeta, PipelineMeta, RecordPage } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';

export interface RemovePipelineProps {
  object: ObjectMeta;
  pipeline: PipelineMeta;
  onRemove: () => void;
}

/** Looks for deals first: a pipeline that holds some would only be refused when it is saved. */
export function RemovePipeline({ object, pipeline, onRemove }: RemovePipelineProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const filter = `${object.pipeline_fields?.pipeline ?? 'pipeline'} == ${JSON.stringify(pipeline.key)}`;
  const look = useMutation({
    mutationFn: async () => (await api.get<RecordPage>(`/objects/${object.name}/records`, { query: { filter, limit: 1, fields: 'name', count: 'capped' } })).count,
    onSuccess: (count) => count?.value || onRemove(),
  });
  const count = look.data;
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={14} />}
        loading={look.isPending}
        aria-label={t('pipelines.removeNamed', { name: pipeline.label })}
        onClick={() => look.mutate()}
      >
        {t('pipelines.removePipeline')}
      </Button>
      {look.error && <ProblemPanel error={look.error} />}
      {count && count.value > 0 && (
        <Alert color="yellow" variant="light" role="alert" style={{ flexBasis: '100%' }}>
          {t('pipelines.inUse', { count: count.value, shown: format.count(count) })}{' '}
          <Anchor inherit renderRoot={(props) => <Link to="/o/$object" params={{ object: object.name }} search={{ filter, view: 'list' } as never} {...props} />}>
            {t('pipelines.showDeals')}
          </Anchor>
        </Alert>
      )}
    </>
  );
}
