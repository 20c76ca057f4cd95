import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function MyDaySkeleton() {
  const { t } = useTranslation('common');
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: 22, padding: '20px 4px' }}>
      {[58, 44, 66, 50, 38].map((width) => (
        <div key={width} style={{ display: 'flex', alignItems: 'center', gap: 14 }}>
          <Skeleton circle height={22} />
          <Skeleton height={11} width={`${width}%`} radius="xl" />
        </div>
      ))}
    </div>
  );
}
