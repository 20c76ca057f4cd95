import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecordEditing } from '../context';

/** A loss teaches something if somebody writes down why; skipping is fine. */
export function LostReason({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['records', 'common']);
  const { record, save } = useRecordEditing();
  const [reason, setReason] = useState('');
  const keep = () => {
    onDone();
    if (reason.trim()) void save({ lost_reason: reason.trim() }, record);
  };
  return (
    <Group gap={8} mt={10} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <TextInput
        autoFocus
        flex={1}
        maw={420}
        size="xs"
        aria-label={t('stage.whyLost')}
        placeholder={t('stage.whyLost')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && keep()}
      />
      <Button size="compact-sm" onClick={keep} disabled={!reason.trim()}>{t('common:save')}</Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>{t('stage.skip')}</Button>
    </Group>
  );
}
