import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';
import { useCreatePosition } from '../calls';
import type { TreeRow } from '../tree';
import { useTelling } from '../useTelling';
import { PositionSelect } from './PositionSelect';

export interface NewPositionProps {
  positions: TreeRow[];
  parent: string | null;
  onDone: () => void;
}

/** Stays open, so that a whole tree can be typed in. */
export function NewPosition({ positions, parent: first, onDone }: NewPositionProps) {
  const { t } = useTranslation('organisation');
  const sentence = useSentence();
  const [name, setName] = useState('');
  const [parent, setParent] = useState(first);
  const create = useCreatePosition();
  const { done } = useTelling();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name, parent_id: parent },
      {
        onSuccess: (answer) => {
          done(t('positions.added', { name: answer.data.name }), answer.changeSetId);
          setName('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit} style={{ marginTop: 16 }}>
      <Group align="flex-start" gap={12}>
        <TextInput label={t('positions.name')} placeholder={t('positions.example')} value={name} maxLength={120} autoFocus error={create.error ? sentence(create.error) : undefined} style={{ flex: '1 1 200px' }} onChange={(event) => setName(event.currentTarget.value)} />
        <PositionSelect label={t('positions.below')} rows={positions} value={parent} none={t('positions.top')} style={{ flex: '1 1 200px' }} onChange={setParent} />
      </Group>
      <Group mt={12} gap={8}>
        <Button type="submit" loading={create.isPending} disabled={!name.trim()}>{t('positions.create')}</Button>
        <Button variant="default" onClick={onDone}>{t('done')}</Button>
      </Group>
    </form>
  );
}
