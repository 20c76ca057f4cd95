import { Menu } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import { openPanel } from '@/routing/panels';

/** In the menu of a person's page. */
export function HandOverItem({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('hand_overs');
  if (!usePermission('user.manage')) return null;
  return (
    <Menu.Item leftSection={<IconArrowsRightLeft size={16} stroke={1.6} />} onClick={() => openPanel({ name: 'handOver', id, title: name })}>
      {t('open')}
    </Menu.Item>
  );
}
