import { useState, type FormEvent } from 'react';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, FieldScalar, RecordValues } from '@/api/types';
import { FieldInput } from '@/ui/fields/FieldInput';
import type { Blocked } from './blocked';

export interface BlockedMoveProps {
  blocked: Blocked;
  record: CrmRecord;
  stage: string;
  moving: boolean;
  onMove: (values: RecordValues) => void;
  onClose: () => void;
}

/** Why a record does not move yet, and what is needed: filling it in moves it. */
export function BlockedMove({ blocked, record, stage, moving, onMove, onClose }: BlockedMoveProps) {
  const { t } = useTranslation('rules');
  const [given, setGiven] = useState<RecordValues>({});
  const known = (name: string) => (name in given ? given[name] : record[name]) as FieldScalar | undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMove({ ...blocked.values, ...given });
  };
  return (
    <Alert color="yellow" variant="light" role="alert" title={t('blocked.title', { stage })} styles={{ title: { color: 'var(--text)' } }}>
      <form onSubmit={submit}>
        <Stack gap={10}>
          {blocked.reasons.length === 1 && <Text size="sm">{blocked.reasons[0]}</Text>}
          {blocked.reasons.length > 1 && (
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {blocked.reasons.map((reason) => <li key={reason}><Text size="sm" component="span">{reason}</Text></li>)}
            </ul>
          )}
          {blocked.fields.length > 0 && (
            <>
              <Text size="sm">{t('blocked.fill')}</Text>
              {blocked.fields.map((field, at) => (
                <div key={field.name} style={{ maxWidth: 420 }}>
                  <FieldInput field={field} value={known(field.name)} record={{ ...record, ...given } as RecordValues} error={blocked.wrong[field.name]} autoFocus={at === 0} onChange={(value) => setGiven((before) => ({ ...before, [field.name]: value }))} />
                </div>
              ))}
            </>
          )}
          <Group gap={8}>
            {blocked.fields.length > 0 && <Button type="submit" size="compact-md" loading={moving}>{t('blocked.move', { stage })}</Button>}
            <Button size="compact-md" variant="default" onClick={onClose}>{t('blocked.close')}</Button>
          </Group>
        </Stack>
      </form>
    </Alert>
  );
}
