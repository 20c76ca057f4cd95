import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { GrantRow } from './GrantRow';
import { useSupportGrants } from './calls';
import classes from './Support.module.css';

/** Settings → Support access: what operators ask for, what they may do now, what they did. */
export default function SupportPage() {
  const { t } = useTranslation('support');
  const grants = useSupportGrants();
  const all = grants.data?.pages.flatMap((page) => page.data) ?? [];
  const current = all.filter((grant) => grant.state === 'waiting' || grant.state === 'active');
  const past = all.filter((grant) => !current.includes(grant));
  return (
    <>
      <section className={classes.card}>
        <h2 className={classes.title}>{t('page.title')}</h2>
        <p className={classes.text}>{t('page.text')}</p>
        <div style={{ marginTop: 16 }}>
          <ProblemPanel error={grants.error} onRetry={() => void grants.refetch()} />
          {grants.isPending && <BlockSkeleton lines={4} />}
        </div>
        {grants.data && !current.length && <p className={classes.text}>{t('page.nobody')}</p>}
        {current.length > 0 && (
          <ul className={classes.rows}>
            {current.map((grant) => (
              <GrantRow key={grant.id} grant={grant} />
            ))}
          </ul>
        )}
      </section>
      {past.length > 0 && (
        <section className={classes.card}>
          <h2 className={classes.title}>{t('page.past')}</h2>
          <ul className={classes.rows}>
            {past.map((grant) => (
              <GrantRow key={grant.id} grant={grant} />
            ))}
          </ul>
          {grants.hasNextPage && (
            <Button mt={24} variant="default" loading={grants.isFetchingNextPage} onClick={() => void grants.fetchNextPage()}>{t('page.more')}</Button>
          )}
        </section>
      )}
    </>
  );
}
