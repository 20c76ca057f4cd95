import { Menu } from '@mantine/core';
import { IconBuilding, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useSession, useSwitchCompany } from '@/api/session';
import { useSentence } from '@/ui/useSentence';

/** The companies of somebody who belongs to several; choosing one goes there. */
export function CompanyItems() {
  const { t } = useTranslation('shell');
  const { tenant, tenants } = useSession();
  const sentence = useSentence();
  const go = useSwitchCompany();
  if (tenants.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('user.companies')}</Menu.Label>
      {tenants.map((one) => {
        const here = one.id === tenant.id;
        return (
          <Menu.Item
            key={one.id}
            aria-current={here || undefined}
            leftSection={<IconBuilding size={16} />}
            rightSection={here ? <IconCheck size={15} aria-hidden /> : undefined}
            onClick={() => here || go.mutate(one.id, { onError: (error) => announce({ kind: 'failed', message: sentence(error) }) })}
          >
            {one.name}
          </Menu.Item>
        );
      })}
    </>
  );
}
