import { Alert } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Part } from '../model/types';

/** Says which parts of the report the reader may not see. */
export function Omitted({ parts }: { parts: Part[] }) {
  const { t, i18n } = useTranslation('reports');
  if (!parts.length) return null;
  const names = parts.map((part) => t(`omitted.parts.${part}`));
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);
  return (
    <Alert color="gray" variant="light" role="status" icon={<IconEyeOff size={16} stroke={1.6} />}>
      {parts.includes('counts') ? t('omitted.all') : t('omitted.some', { list })}
    </Alert>
  );
}
