import { useMemo, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { useDeletedFields } from '../calls';
import { proposedName, type FieldDraft } from '../draft';
import classes from '../Objects.module.css';

export interface NameLineProps {
  object: ObjectMeta;
  draft: FieldDraft;
  fixed: boolean;
  error?: string;
  onChange: (name: string) => void;
}

/** What imports and the API call the field: proposed from the label, never changed once it is there. */
export function NameLine({ object, draft, fixed, error, onChange }: NameLineProps) {
  const { t } = useTranslation('objects');
  const [typing, setTyping] = useState(false);
  const deleted = useDeletedFields(object.name).data;
  const taken = useMemo(() => new Set([...object.fields, ...(deleted ?? [])].map(({ name }) => name)), [object, deleted]);
  if (!fixed && (typing || draft.name || error)) {
    return (
      <TextInput
        mt={12}
        label={t('name')}
        description={t('nameText')}
        value={draft.name}
        placeholder={proposedName(draft.labels, taken) ?? 'c_'}
        maxLength={60}
        autoFocus={typing}
        error={error}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const name = fixed ? draft.name : proposedName(draft.labels, taken);
  const begun = draft.labels.en.trim() || draft.labels['zh-CN'].trim();
  return (
    <p className={classes.nameLine} style={{ marginBottom: 0 }}>
      <span>{t('nameIs')}</span>
      {name ? <span className={classes.code}>{name}</span> : <span>{begun ? t('nameSpelt') : t('nameLater')}</span>}
      {!fixed && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setTyping(true)}>{t('nameChange')}</Button>
      )}
    </p>
  );
}
