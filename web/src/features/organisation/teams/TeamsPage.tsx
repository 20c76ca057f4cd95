import { useState } from 'react';
import { Button, SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import { EmptyState } from '@/ui/EmptyState';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useTeams } from '../calls';
import { OrganisationCard } from '../OrganisationCard';
import type { Team, TeamKind } from '../types';
import { teamKinds, TeamIcon } from './kinds';
import { NewTeam } from './NewTeam';
import { TeamPanel } from './TeamPanel';
import classes from '../Organisation.module.css';

/** Teams share, queues hold what waits, territories divide the market. */
export default function TeamsPage() {
  const { t } = useTranslation('organisation');
  const editable = usePermission('sharing.manage');
  const [kind, setKind] = useState<TeamKind | ''>('');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const teams = useTeams(kind, q);
  const rows = teams.data?.pages.flatMap((page) => page.data) ?? [];
  const empty = teams.isSuccess && !rows.length;
  const add = editable && !adding && <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>{t('teams.add')}</Button>;
  return (
    <OrganisationCard title={t('teams.title')} text={t('teams.text')} action={add}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('teams.kind')}
          value={kind}
          data={[{ value: '', label: t('teams.all') }, ...teamKinds.map((value) => ({ value, label: t(`teams.kinds.${value}`) }))]}
          onChange={(value) => setKind(value as TeamKind | '')}
        />
        <TextInput size="xs" leftSection={<IconSearch size={14} />} placeholder={t('teams.search')} aria-label={t('teams.search')} value={typed} style={{ flex: '1 1 160px' }} onChange={(event) => setTyped(event.currentTarget.value)} />
      </div>
      <ProblemPanel error={teams.error} onRetry={() => void teams.refetch()} />
      {teams.isPending && <RowsSkeleton rows={4} height={44} />}
      {empty && !adding && (
        <EmptyState icon={<IconUsersGroup size={32} stroke={1.4} />} title={q ? t('teams.nothingFound') : t('teams.none')}>{!q && t(`teams.about.${kind || 'team'}`)}</EmptyState>
      )}
      <ul className={classes.rows} aria-label={t('teams.title')}>
        {rows.map((team) => (
          <TeamRow key={team.id} team={team} open={team.id === open} onOpen={() => setOpen(team.id)} />
        ))}
      </ul>
      {teams.hasNextPage && (
        <Button mt={12} variant="default" loading={teams.isFetchingNextPage} onClick={() => void teams.fetchNextPage()}>{t('more')}</Button>
      )}
      {editable && adding && (
        <NewTeam
          kind={kind || 'team'}
          onClose={() => setAdding(false)}
          onMade={(team) => {
            setAdding(false);
            setOpen(team.id);
          }}
        />
      )}
      {open && <TeamPanel key={open} id={open} editable={editable} onClose={() => setOpen(null)} />}
    </OrganisationCard>
  );
}

function TeamRow({ team, open, onOpen }: { team: Team; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation('organisation');
  return (
    <li className={classes.row} data-open={open}>
      <TeamIcon kind={team.kind} />
      <UnstyledButton className={classes.name} aria-expanded={open} onClick={onOpen}>
        <span className="truncate">
          {team.name} <span className={classes.soft}>{t(`teams.one.${team.kind}`)}</span>
        </span>
      </UnstyledButton>
      <span className={classes.count} title={t('teams.members', { count: team.members })}>
        <IconUsers size={13} stroke={1.6} aria-hidden style={{ verticalAlign: -2 }} /> {team.members}
      </span>
    </li>
  );
}
