import { useState } from 'react';
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useAssignOne, useHolders } from '../calls';
import type { PermissionSet } from '../types';
import { useTelling } from '../useTelling';
import classes from '../Permissions.module.css';

/** Who has the set. That of a role goes with the role. */
export function Holders({ set }: { set: PermissionSet }) {
  const { t } = useTranslation('permissions');
  const [chosen, setChosen] = useState<Lookup | null>(null);
  const holders = useHolders(set.id);
  const assign = useAssignOne(set.id);
  const { done } = useTelling();
  const rows = holders.data?.pages.flatMap((page) => page.data) ?? [];
  const give = (person: Lookup | null) => {
    setChosen(person);
    if (!person) return;
    assign.mutate(
      { user: person.id, on: true },
      { onSuccess: (answer) => done(t('holders.given', { name: person.name, set: set.name }), answer.changeSetId), onSettled: () => setChosen(null) },
    );
  };
  return (
    <>
      {!set.built_in && <LookupInput target="user" filter='kind == "person"' value={chosen} clearable={false} placeholder={t('holders.add')} aria-label={t('holders.add')} onChange={give} />}
      <div style={{ marginTop: 8 }}>
        <ProblemPanel error={assign.error ?? holders.error} onRetry={holders.error ? () => void holders.refetch() : undefined} />
      </div>
      {holders.isPending && <RowsSkeleton rows={3} height={52} />}
      <ul className={classes.rows} style={{ marginBottom: -12 }} aria-label={t('holders.title')}>
        {rows.map((person) => (
          <li key={person.id} className={classes.row}>
            <OwnerAvatar name={person.name} size={24} />
            <Link to="/settings/permissions/users/$userId" params={{ userId: person.id }} className={`${classes.grow} truncate`} style={{ color: 'inherit' }}>
              {person.name}
            </Link>
            {!set.built_in && (
              <ActionIcon
                aria-label={t('holders.remove', { name: person.name })}
                disabled={assign.isPending}
                onClick={() => assign.mutate({ user: person.id, on: false }, { onSuccess: (answer) => done(t('holders.taken', { name: person.name, set: set.name }), answer.changeSetId) })}
              >
                <IconX size={15} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {holders.isSuccess && !rows.length && <Text size="sm" c="dimmed" pt={8}>{t('holders.nobody')}</Text>}
      {holders.hasNextPage && (
        <Button mt={16} size="compact-sm" variant="default" loading={holders.isFetchingNextPage} onClick={() => void holders.fetchNextPage()}>{t('more')}</Button>
      )}
    </>
  );
}
