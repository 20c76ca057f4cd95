import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PipelineMeta, RecordValues } from '@/api/types';
import { useRecordEditing } from '../context';

/** Moves the record to another pipeline; it begins there at the first stage. */
export function PipelineMenu({ current, field, onMove }: { current: PipelineMeta; field: string; onMove: (values: RecordValues) => void }) {
  const { t } = useTranslation('records');
  const { meta, editable, closed } = useRecordEditing();
  const pipelineField = meta.pipeline_fields?.pipeline;
  const move = (pipeline: PipelineMeta) => {
    if (pipeline.key !== current.key) onMove({ ...(pipelineField ? { [pipelineField]: pipeline.key } : {}), [field]: pipeline.stages[0]?.key ?? null });
  };
  return (
    <Menu disabled={!editable || closed(pipelineField ?? field) !== null}>
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" px={6} rightSection={<IconChevronDown size={14} />} aria-label={t('stage.pipeline', { name: current.label })} style={{ flex: 'none' }}>
          {current.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {meta.pipelines.map((pipeline) => (
          <Menu.Item key={pipeline.key} rightSection={pipeline.key === current.key ? <IconCheck size={14} /> : null} onClick={() => move(pipeline)}>
            {pipeline.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
