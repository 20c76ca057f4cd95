import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';

/** Required fields that no column fills. */
export function MissingFields({ fields }: { fields: FieldMeta[] }) {
  const { t } = useTranslation('imports');
  if (!fields.length) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />} mb="md" role="status">
      {t('columns.missing', { count: fields.length, fields: fields.map((field) => field.label).join(t('listSeparator')) })}
    </Alert>
  );
}
