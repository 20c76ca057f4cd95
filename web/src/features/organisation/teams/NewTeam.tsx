import { useState, type FormEvent } from 'react';
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSentence } from '@/ui/useSentence';
import { useCreateTeam } from '../calls';
import type { Team, TeamKind } from '../types';
import { useTelling } from '../useTelling';
import { teamKinds } from './kinds';

export interface NewTeamProps {
  kind: TeamKind;
  onClose: () => void;
  onMade: (team: Team) => void;
}

export function NewTeam({ kind: first, onClose, onMade }: NewTeamProps) {
  const { t } = useTranslation('organisation');
  const sentence = useSentence();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<TeamKind>(first);
  const create = useCreateTeam();
  const { done } = useTelling();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name, kind },
      {
        onSuccess: (answer) => {
          done(t('teams.made', { name: answer.data.name }), answer.changeSetId);
          onMade(answer.data);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} style={{ marginTop: 16 }}>
      <Group align="flex-start" gap={12}>
        <TextInput label={t('teams.name')} value={name} maxLength={120} autoFocus error={create.error ? sentence(create.error) : undefined} style={{ flex: '1 1 200px' }} onChange={(event) => setName(event.currentTarget.value)} />
        <Select
          label={t('teams.kind')}
          data={teamKinds.map((value) => ({ value, label: t(`teams.one.${value}`) }))}
          value={kind}
          allowDeselect={false}
          style={{ flex: '1 1 160px' }}
          onChange={(value) => value && setKind(value as TeamKind)}
        />
      </Group>
      <Text size="xs" c="dimmed" mt={8}>{t(`teams.about.${kind}`)}</Text>
      <Group mt={12} gap={8}>
        <Button type="submit" loading={create.isPending} disabled={!name.trim()}>{t('teams.create')}</Button>
        <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
      </Group>
    </form>
  );
}
