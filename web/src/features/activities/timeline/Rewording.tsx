import { useState } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface RewordingProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** Edits the words of an activity where they stand. */
export function Rewording({ text, onSave, onCancel }: RewordingProps) {
  const { t } = useTranslation(['activities', 'common']);
  const [draft, setDraft] = useState(text);
  const save = () => draft.trim() && onSave(draft.trim());
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save();
      }}
    >
      <Textarea autosize minRows={2} maxRows={16} autoFocus aria-label={t('composer.words')} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} />
      <Group gap={8} mt={8} justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button size="compact-sm" onClick={save} disabled={!draft.trim()}>
          {t('common:save')}
        </Button>
      </Group>
    </div>
  );
}
