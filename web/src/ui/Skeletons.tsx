import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Grey shapes where rows will be; announced once to screen readers. */
export function RowsSkeleton({ rows = 12, height = 36 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('common');
  return (
    <div role="status" aria-label={t('loading')} style={{ flex: '0 1 auto', minHeight: 0, overflow: 'hidden' }}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} style={{ display: 'flex', alignItems: 'center', gap: 24, height, padding: '0 20px', borderBottom: '1px solid var(--line)' }}>
          <Skeleton height={10} width={`${18 + ((index * 7) % 14)}%`} radius="xl" />
          <Skeleton height={10} width={`${10 + ((index * 5) % 9)}%`} radius="xl" />
          <Skeleton height={10} width={`${8 + ((index * 3) % 8)}%`} radius="xl" />
          <Skeleton height={10} width={`${12 + ((index * 11) % 10)}%`} radius="xl" />
        </div>
      ))}
    </div>
  );
}

export function BlockSkeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation('common');
  return (
    <Stack gap={12} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={12} width={`${90 - ((index * 17) % 45)}%`} radius="xl" />
      ))}
    </Stack>
  );
}

export function PageSkeleton() {
  return (
    <div style={{ padding: 20 }}>
      <Skeleton height={18} width={180} radius="xl" mb={24} />
      <BlockSkeleton lines={8} />
    </div>
  );
}
