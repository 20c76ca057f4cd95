import { useState } from 'react';
import { Button, Divider, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useSentence } from '@/ui/useSentence';
import { useChangeTeam, useTeam } from '../calls';
import { MembersEditor } from '../members/MembersEditor';
import type { TeamDetails } from '../types';
import { useTelling } from '../useTelling';
import { DeleteTeam } from './DeleteTeam';
import { Holdings } from './Holdings';
import { TeamIcon } from './kinds';
import classes from '../Organisation.module.css';

export interface TeamPanelProps {
  id: string;
  editable: boolean;
  onClose: () => void;
}

export function TeamPanel({ id, editable, onClose }: TeamPanelProps) {
  const { t } = useTranslation('organisation');
  const team = useTeam(id);
  const title = team.data ? (
    <Group gap={8} wrap="nowrap">
      <TeamIcon kind={team.data.kind} size={18} />
      <span>{team.data.name}</span>
    </Group>
  ) : (
    t('teams.title')
  );
  return (
    <SidePanel title={title} onClose={onClose}>
      <div className={classes.panel}>
        <ProblemPanel error={team.error} onRetry={() => void team.refetch()} />
        {team.isPending && <BlockSkeleton lines={6} />}
        {team.data && <LoadedTeam team={team.data} editable={editable} onClose={onClose} />}
      </div>
    </SidePanel>
  );
}

function LoadedTeam({ team, editable, onClose }: { team: TeamDetails; editable: boolean; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  const sentence = useSentence();
  const [name, setName] = useState(team.name);
  const [description, setDescription] = useState(team.description);
  const change = useChangeTeam(team.id);
  const { done } = useTelling();
  const save = () => {
    const changed = { ...(name.trim() && name !== team.name && { name }), ...(description !== team.description && { description }) };
    if (Object.keys(changed).length) change.mutate({ ...changed, version: team.version }, { onSuccess: (answer) => done(t('teams.saved', { name: answer.data.name }), answer.changeSetId) });
  };
  return (
    <Stack gap={16}>
      <Text size="xs" c="dimmed">{t(`teams.about.${team.kind}`)}</Text>
      <TextInput label={t('teams.name')} value={name} maxLength={120} disabled={!editable} error={change.error ? sentence(change.error) : undefined} onChange={(event) => setName(event.currentTarget.value)} onBlur={save} />
      <Textarea label={t('teams.description')} value={description} autosize minRows={2} maxLength={1000} disabled={!editable} onChange={(event) => setDescription(event.currentTarget.value)} onBlur={save} />
      {team.kind === 'queue' && (
        <>
          <Divider />
          <Holdings queue={team} onLeave={onClose} />
        </>
      )}
      <Divider />
      <MembersEditor path={`/teams/${team.id}/members`} place={team.name} title={t('teams.membersTitle')} text={t(`teams.membersText.${team.kind}`)} editable={editable} edit={(change) => ({ change_members: { team_id: team.id, ...change } })} />
      {editable && (
        <>
          <Divider />
          <DeleteTeam team={team} onDeleted={onClose} />
        </>
      )}
      <Button variant="default" onClick={onClose}>{t('done')}</Button>
    </Stack>
  );
}
