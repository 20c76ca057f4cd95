import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function TimelineSkeleton() {
  const { t } = useTranslation('common');
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: 24, paddingTop: 12 }}>
      {[72, 54, 63, 48].map((width) => (
        <div key={width} style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <Skeleton height={26} circle />
          <Skeleton height={10} width={`${width}%`} radius="xl" />
        </div>
      ))}
    </div>
  );
}
