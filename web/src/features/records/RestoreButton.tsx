import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { keys } from '@/api/keys';
import { useRestoreRecord } from '@/api/recordWrites';
import type { CrmRecord } from '@/api/types';
import { useSentence } from '@/ui/useSentence';

export function RestoreButton({ object, record }: { object: string; record: Pick<CrmRecord, 'id' | 'name'> }) {
  const { t } = useTranslation('records');
  const client = useQueryClient();
  const sentence = useSentence();
  const restore = useRestoreRecord(object);
  const onClick = async () => {
    try {
      await restore.mutateAsync({ id: record.id, message: t('actions.restored', { name: record.name }) });
      await client.resetQueries({ queryKey: keys.record(object, record.id) });
    } catch (error) {
      announce({ kind: 'failed', message: sentence(error) });
    }
  };
  return (
    <Button leftSection={<IconArrowBackUp size={16} />} loading={restore.isPending} onClick={() => void onClick()}>
      {t('actions.restore')}
    </Button>
  );
}
