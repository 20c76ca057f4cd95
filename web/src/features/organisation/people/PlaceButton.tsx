import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import type { CrmRecord } from '@/api/types';
import { PlacePanel } from './PlacePanel';

/** From a person's page to where he or she stands. */
export function PlaceButton({ user }: { user: CrmRecord }) {
  const { t } = useTranslation('organisation');
  const [open, setOpen] = useState(false);
  if (!usePermission('sharing.manage')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconSitemap size={16} stroke={1.8} />} onClick={() => setOpen(true)}>{t('place.action')}</Button>
      {open && <PlacePanel user={user} onClose={() => setOpen(false)} />}
    </>
  );
}
