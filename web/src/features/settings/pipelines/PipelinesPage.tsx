import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { ObjectMeta, PipelineMeta } from '@/api/types';
import { ObjectTabs } from '@/features/rules/ObjectTabs';
import { NotFound } from '@/ui/NotFound';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import { useSavePipelines } from './calls';
import { newPipeline, toWire } from './draft';
import { PipelineEditor } from './PipelineEditor';
import { TakeAway } from './TakeAway';
import classes from '../Settings.module.css';

const route = getRouteApi('/shell/settings/objects/$object/pipelines');

export default function PipelinesPage() {
  const { object } = route.useParams();
  const meta = useMaybeObject(object);
  return (
    <>
      <ObjectTabs object={object} />
      {meta ? <Pipelines key={object} object={meta} /> : <NotFound />}
    </>
  );
}

/** The stages that records of this object go through, and what each asks. */
function Pipelines({ object }: { object: ObjectMeta }) {
  const { t, i18n } = useTranslation(['settings', 'rules']);
  const [draft, setDraft] = useState<PipelineMeta[]>(object.pipelines);
  const changed = JSON.stringify(draft) !== JSON.stringify(object.pipelines);
  const taken = draft.flatMap((pipeline) => pipeline.stages.map((stage) => stage.key));
  const save = useSavePipelines(object.name);
  const removed = object.pipelines.filter((known) => !draft.some((one) => one.key === known.key));
  const add = () => {
    const labels = {
      pipeline: t('pipelines.newPipeline'),
      first: t('pipelines.firstStage'),
      second: t('pipelines.secondStage'),
      won: t('pipelines.kinds.won'),
      lost: t('pipelines.kinds.lost'),
    };
    setDraft([...draft, newPipeline(labels, [...object.pipelines, ...draft])]);
  };
  return (
    <form
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(toWire(draft), { onSuccess: ({ data }) => setDraft(data.pipelines) });
      }}
    >
      {!draft.length && (
        <Card title={t('rules:tabs.pipelines')} text={t('rules:pipelines.none', { objects: object.plural_label })}>
          <Button leftSection={<IconPlus size={15} />} onClick={add}>{t('rules:pipelines.give')}</Button>
        </Card>
      )}
      {draft.map((pipeline, index) => (
        <Card key={pipeline.key} title={pipeline.label} text={index === 0 ? t('pipelines.text') : undefined}>
          <PipelineEditor
            object={object}
            pipeline={pipeline}
            taken={taken}
            isNew={!object.pipelines.some((one) => one.key === pipeline.key)}
            onChange={(next) => setDraft(draft.map((one, at) => (at === index ? next : one)))}
            onRemove={draft.length > 1 || !object.pipelines.length ? () => setDraft(draft.filter((one) => one !== pipeline)) : undefined}
          />
        </Card>
      ))}
      {draft.length > 0 && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={add}>{t('pipelines.addPipeline')}</Button>
          <SaveFoot label={t('pipelines.save')} saving={save.isPending} saved={save.isSuccess && !changed} error={save.error} disabled={!changed} />
          {removed.length > 0 && <p className={classes.soft}>{t('pipelines.removedOnSave', { names: new Intl.ListFormat(i18n.language).format(removed.map((one) => one.label)) })}</p>}
        </div>
      )}
      {object.pipelines.length > 0 && object.pipeline_fields?.stage.startsWith('c_') && <TakeAway object={object} onDone={() => setDraft([])} />}
    </form>
  );
}
