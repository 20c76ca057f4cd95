import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { usePeopleWithAccess } from './calls';
import classes from './Sharing.module.css';

/** Everybody in the company, and whether he or she sees the record. Asked for, because it looks at each of them. */
export function People({ object, id }: { object: string; id: string }) {
  const { t } = useTranslation('sharing');
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const people = usePeopleWithAccess(object, id, q, shown);
  const rows = people.data?.pages.flatMap((page) => page.data) ?? [];
  if (!shown) {
    return (
      <section className={classes.section}>
        <div>
          <Button variant="default" onClick={() => setShown(true)}>{t('people.show')}</Button>
        </div>
      </section>
    );
  }
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{t('people.title')}</h3>
      <TextInput leftSection={<IconSearch size={15} />} aria-label={t('people.search')} placeholder={t('people.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <ProblemPanel error={people.error} onRetry={() => void people.refetch()} />
      {people.isPending && <RowsSkeleton rows={4} height={44} />}
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.user.id} className={classes.item}>
            <OwnerAvatar name={row.user.name} size={24} />
            <span className={classes.grow}>
              {row.user.name} <span className={classes.soft}>· {t(`check.${row.edits ? 'edits' : row.reads ? 'reads' : 'nothing'}`)}</span>
              <br />
              <span className={classes.soft}>{row.text}</span>
            </span>
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <div>
          <Button variant="default" size="compact-sm" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>{t('people.more')}</Button>
        </div>
      )}
    </section>
  );
}
