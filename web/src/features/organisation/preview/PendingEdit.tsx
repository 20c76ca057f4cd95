import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrganisationEdit } from '../types';
import { EditPreview } from './EditPreview';

export interface PendingEditProps {
  edit: OrganisationEdit;
  /** What would be done, in a sentence. */
  question: string;
  confirm: string;
  color?: string;
  loading: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** An edit that waits for a word, with what it would change; in place, no dialog. */
export function PendingEdit({ edit, question, confirm, color, loading, onConfirm, onCancel }: PendingEditProps) {
  const { t } = useTranslation('organisation');
  return (
    <Stack gap={12} role="group" aria-label={question}>
      <Text size="sm" fw={500}>{question}</Text>
      <EditPreview edit={edit} />
      <Group gap={8}>
        <Button size="sm" color={color} loading={loading} autoFocus onClick={onConfirm}>{confirm}</Button>
        <Button size="sm" variant="default" onClick={onCancel}>{t('cancel')}</Button>
      </Group>
    </Stack>
  );
}
