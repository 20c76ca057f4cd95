import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import type { CrmRecord } from '@/api/types';
import { openPanel } from '@/routing/panels';
import { useFormat } from '@/ui/useFormat';
import { useHandOver } from './calls';

/** Somebody who is gone still owns records: says so, and offers them to a colleague. */
export function HandOverNotice({ user }: { user: CrmRecord }) {
  const { t } = useTranslation('hand_overs');
  const format = useFormat();
  const may = usePermission('user.manage');
  const gone = Boolean(user.deleted_at) || user.status === 'deactivated';
  const found = useHandOver(user.id, may && gone && user.kind !== 'queue').data;
  if (!gone || !found || (!found.total && !found.job_id)) return null;
  return (
    <Alert color="yellow" variant="light" radius={0} icon={<IconArrowsRightLeft size={18} />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">{found.job_id ? t('notice.running', { name: user.name }) : t('notice.owns', { name: user.name, count: found.total, shown: format.number(found.total) })}</Text>
        <Button size="compact-sm" variant="default" onClick={() => openPanel({ name: 'handOver', id: user.id, title: user.name })}>
          {found.job_id ? t('notice.show') : t('open')}
        </Button>
      </Group>
    </Alert>
  );
}
