import { Button, Menu } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { useWorkflowActions } from './RecordActionItems';

/** Starts a workflow for the records chosen in a list. */
export function BulkActions({ object, target }: { object: ObjectMeta; target: { ids: string[] } | { filter: string } }) {
  const { t } = useTranslation('workflows');
  const { actions, words, run, busy } = useWorkflowActions(object, 'list');
  if (!actions.length) return null;
  return (
    <Menu position="top">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconBolt size={14} />} loading={busy}>
          {t('actions.start')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action.name} onClick={() => run(action, target)}>
            {words(action)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
