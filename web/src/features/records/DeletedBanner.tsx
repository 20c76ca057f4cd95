import { Alert, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { RestoreButton } from './RestoreButton';

export function DeletedBanner({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const { t } = useTranslation('records');
  return (
    <Alert color="gray" variant="light" radius={0} icon={<IconTrash size={18} />}>
      <Group justify="space-between">
        <Text size="sm">{t('deletedBanner', { object: meta.label })}</Text>
        <RestoreButton object={meta.name} record={record} />
      </Group>
    </Alert>
  );
}
