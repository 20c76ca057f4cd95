import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import type { CrmRecord } from '@/api/types';
import { ConversionPanel } from './ConversionPanel';

/** The goal of a lead. Once converted, the record itself links to what it became. */
export function ConvertButton({ lead }: { lead: CrmRecord }) {
  const { t } = useTranslation('leads');
  const [opened, setOpened] = useState(false);
  const allowed = usePermission('lead.update');
  const converted = lead.status === 'converted';
  if (!allowed || (converted && !opened)) return null;
  return (
    <>
      {!converted && (
        <Button leftSection={<IconArrowsSplit2 size={16} stroke={1.8} />} onClick={() => setOpened(true)}>
          {t('convert')}
        </Button>
      )}
      {opened && <ConversionPanel lead={lead} onClose={() => setOpened(false)} />}
    </>
  );
}
