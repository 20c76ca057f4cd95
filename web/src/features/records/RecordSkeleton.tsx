import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BlockSkeleton } from '@/ui/Skeletons';
import classes from './RecordPage.module.css';
import header from './header/RecordHeader.module.css';

/** The shape of the page while its record is fetched. */
export function RecordSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div className={classes.page} role="status" aria-label={t('loading')}>
      <div className={header.header} style={{ paddingBottom: 18 }}>
        <div className={header.top}>
          <Skeleton className={header.tile} />
          <div className={header.names}>
            <Skeleton height={10} width={60} radius="xl" mt={6} mb={12} />
            <Skeleton height={16} width="min(280px, 60%)" radius="xl" />
          </div>
        </div>
        <div style={{ display: 'flex', gap: 32, marginTop: 20 }}>
          {[72, 96, 80].map((width) => (
            <Skeleton key={width} height={12} width={width} radius="xl" />
          ))}
        </div>
      </div>
      <div className={classes.columns}>
        <div className={classes.left} style={{ paddingTop: 24 }}><BlockSkeleton lines={8} /></div>
        <div className={classes.middle}><BlockSkeleton lines={6} /></div>
        <div className={classes.right} style={{ paddingTop: 24 }}><BlockSkeleton lines={4} /></div>
      </div>
    </div>
  );
}
