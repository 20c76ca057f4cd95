import { ActionIcon, Tooltip } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';

/** From a list of people to what one of them may do. */
export function RightsLink({ user }: { user: { id: string; name: string } }) {
  const { t } = useTranslation('permissions');
  if (!usePermission('permission.manage')) return null;
  return (
    <Tooltip label={t('user.rights')}>
      <ActionIcon component={Link} to="/settings/permissions/users/$userId" params={{ userId: user.id } as never} variant="default" size={30} aria-label={t('user.rightsOf', { name: user.name })}>
        <IconShieldCheck size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
