import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './sales.module.css';

/** Grey shapes where tiles and charts will be. */
export function OverviewSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className={classes.overview} role="status" aria-label={t('loading')}>
      <div className={classes.kpis}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} height={86} radius="lg" />
        ))}
      </div>
      <div className={classes.grid}>
        <Skeleton height={320} radius="lg" className={classes.two} />
        <Skeleton height={320} radius="lg" />
        <Skeleton height={260} radius="lg" />
        <Skeleton height={260} radius="lg" className={classes.two} />
      </div>
    </div>
  );
}
