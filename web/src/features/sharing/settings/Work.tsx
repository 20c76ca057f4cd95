import { Alert, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '@/features/settings/Card';
import { ProgressBar } from '@/ui/ProgressBar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useRecompute, useStopRecompute } from '../calls';
import type { RecomputeState } from '../types';

/** How far records follow what was changed; shown while they do not. */
export function Work({ job }: { job: RecomputeState | null }) {
  const { t } = useTranslation('sharing');
  const again = useRecompute();
  const stop = useStopRecompute();
  if (!job || job.state === 'succeeded') return null;
  if (job.state === 'failed' || job.state === 'cancelled') {
    return (
      <Alert color="yellow" variant="light" role="alert">
        <Group justify="space-between" gap={8}>
          {t('work.stopped')}
          <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate()}>{t('work.again')}</Button>
        </Group>
      </Alert>
    );
  }
  return (
    <Card title={t('work.title')} text={t('work.text')}>
      <ProgressBar done={job.done} total={job.total} label={t('work.label')} />
      <ProblemPanel error={stop.error} />
      <Button mt={12} size="compact-sm" variant="default" loading={stop.isPending} onClick={() => stop.mutate(job.id)}>{t('work.stop')}</Button>
    </Card>
  );
}
