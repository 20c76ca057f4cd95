import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta, PipelineMeta } from '@/api/types';
import { addStage, moveStage, replaceStage } from './draft';
import { RemovePipeline } from './RemovePipeline';
import { StageRow } from './StageRow';
import { StageSettings } from './StageSettings';
import classes from '../Settings.module.css';

export interface PipelineEditorProps {
  object: ObjectMeta;
  pipeline: PipelineMeta;
  /** Stage keys of all pipelines; they are unique across them. */
  taken: string[];
  /** Not saved yet: its name is what the eye looks for, and no deal can be in it. */
  isNew: boolean;
  onChange: (pipeline: PipelineMeta) => void;
  /** Missing for the last one: deals always need a pipeline. */
  onRemove?: () => void;
}

export function PipelineEditor({ object, pipeline, taken, isNew, onChange, onRemove }: PipelineEditorProps) {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => over && active.id !== over.id && onChange(moveStage(pipeline, String(active.id), String(over.id)));
  const openStages = pipeline.stages.filter((stage) => stage.kind === 'open').length;
  const shown = pipeline.stages.find((stage) => stage.key === open);
  return (
    <>
      <TextInput label={t('pipelines.name')} value={pipeline.label} maw={280} mb={16} maxLength={120} autoFocus={isNew} onFocus={(event) => isNew && event.currentTarget.select()} onChange={(event) => onChange({ ...pipeline, label: event.currentTarget.value })} />
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={pipeline.stages.map((stage) => stage.key)} strategy={verticalListSortingStrategy}>
          <ul className={classes.rows}>
            {pipeline.stages.map((stage) => (
              <StageRow
                key={stage.key}
                stage={stage}
                removable={stage.kind === 'open' && openStages > 1}
                onChange={(change) => onChange(replaceStage(pipeline, stage.key, change))}
                onOpen={() => setOpen(stage.key)}
                onRemove={() => onChange({ ...pipeline, stages: pipeline.stages.filter((one) => one !== stage) })}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <Group justify="space-between" gap={8} mt={12}>
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => onChange(addStage(pipeline, t('pipelines.newStage'), taken))}>
          {t('pipelines.add')}
        </Button>
        {onRemove && isNew && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
            {t('pipelines.discard')}
          </Button>
        )}
        {onRemove && !isNew && <RemovePipeline object={object} pipeline={pipeline} onRemove={onRemove} />}
      </Group>
      {shown && <StageSettings key={shown.key} object={object} pipeline={pipeline} stage={shown} onChange={(change) => onChange(replaceStage(pipeline, shown.key, change))} onClose={() => setOpen(null)} />}
    </>
  );
}
