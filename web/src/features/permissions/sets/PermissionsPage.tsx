import { useState, type FormEvent } from 'react';
import { Badge, Button, TextInput } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { Block } from '../Block';
import { useCreateSet, useLicences, useSets } from '../calls';
import type { SetEntry } from '../types';
import classes from '../Permissions.module.css';

export default function PermissionsPage() {
  const { t } = useTranslation('permissions');
  const sets = useSets();
  const rows = sets.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Block title={t('title')} text={t('text')}>
        <ProblemPanel error={sets.error} onRetry={() => void sets.refetch()} />
        {sets.isPending && <RowsSkeleton rows={3} height={52} />}
        <ul className={classes.rows} aria-label={t('title')}>
          {rows.map((set) => (
            <SetRow key={set.id} set={set} />
          ))}
        </ul>
        {sets.hasNextPage && (
          <Button mt={12} variant="default" loading={sets.isFetchingNextPage} onClick={() => void sets.fetchNextPage()}>{t('more')}</Button>
        )}
        <NewSet />
      </Block>
      <LicencesBlock />
    </>
  );
}

function SetRow({ set }: { set: SetEntry }) {
  const { t } = useTranslation('permissions');
  return (
    <li>
      <Link to="/settings/permissions/$setId" params={{ setId: set.id }} className={classes.row}>
        <span className={classes.grow}>
          <span>{set.name}</span>
          {set.description && <div className={classes.soft}>{set.description}</div>}
        </span>
        {set.built_in && set.changed && <Badge variant="light">{t('builtInChanged')}</Badge>}
        <span className={classes.number}>{t('people', { count: set.users })}</span>
        <IconChevronRight size={15} aria-hidden />
      </Link>
    </li>
  );
}

function NewSet() {
  const { t } = useTranslation('permissions');
  const navigate = useNavigate();
  const [name, setName] = useState<string | null>(null);
  const create = useCreateSet();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name: name ?? '' }, { onSuccess: ({ data }) => void navigate({ to: '/settings/permissions/$setId', params: { setId: data.id } }) });
  };
  if (name === null) return <Button mt={16} leftSection={<IconPlus size={15} />} onClick={() => setName('')}>{t('add')}</Button>;
  return (
    <form onSubmit={submit} style={{ marginTop: 16 }}>
      <ProblemPanel error={create.error} />
      <div className={classes.foot}>
        <TextInput autoFocus style={{ flex: '1 1 200px' }} aria-label={t('name')} placeholder={t('example')} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" disabled={!name.trim()} loading={create.isPending}>{t('create')}</Button>
        <Button variant="default" onClick={() => setName(null)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function LicencesBlock() {
  const { t } = useTranslation('permissions');
  const licences = useLicences();
  return (
    <Block title={t('licences.title')} text={t('licences.text')}>
      <ProblemPanel error={licences.error} onRetry={() => void licences.refetch()} />
      <ul className={classes.rows} style={{ marginBottom: -12 }} aria-label={t('licences.title')}>
        {licences.data?.map((licence) => (
          <li key={licence.licence} className={classes.row}>
            <span className={classes.grow}>
              {licence.label}
              <div className={classes.soft}>{t(`licences.about.${licence.licence as 'full'}`)}</div>
            </span>
            <span className={classes.number}>{t('licences.seats', { count: licence.seats_used })}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
