import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PipelineMeta } from '@/api/types';
import { useRecordEditing } from '../context';

/** Moves the deal to another pipeline; it begins there at the first stage. */
export function PipelineMenu({ current, field }: { current: PipelineMeta; field: string }) {
  const { t } = useTranslation('records');
  const { meta, record, editable, save } = useRecordEditing();
  const move = (pipeline: PipelineMeta) => {
    if (pipeline.key !== current.key) void save({ pipeline: pipeline.key, [field]: pipeline.stages[0]?.key ?? null }, record);
  };
  return (
    <Menu disabled={!editable}>
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
