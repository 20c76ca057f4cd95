import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUndo } from '@/api/recordWrites';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { useFormat } from '@/ui/useFormat';
import { useCancelJob, useJobResult } from './calls';
import type { HandedOver } from './types';

interface HandOverProgressProps {
  userId: string;
  jobId: string;
  changeSetId: string | null;
  onAgain: () => void;
}

/** A hand-over on its way, what came of it, and taking it back. */
export function HandOverProgress({ userId, jobId, changeSetId, onAgain }: HandOverProgressProps) {
  const { t } = useTranslation('hand_overs');
  const { job, over, error } = useJobResult(jobId, userId);
  const cancel = useCancelJob(jobId);
  if (error) return <ProblemPanel error={error} />;
  if (!over) {
    return (
      <Stack gap={16}>
        <ProgressBar label={t('progress.label')} done={job?.done ?? 0} total={job?.total ?? null} />
        <Group>
          <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>{t('progress.stop')}</Button>
        </Group>
      </Stack>
    );
  }
  const result = job?.state === 'succeeded' ? (job.result as HandedOver) : null;
  return (
    <Stack gap={16}>
      {job?.state === 'failed' && <Text size="sm">{job.error}</Text>}
      {job?.state === 'cancelled' && <Text size="sm">{t('progress.stopped')}</Text>}
      {result && <Told result={result} />}
      <Undoing userId={userId} changeSetId={result?.change_set_id ?? changeSetId} onAgain={onAgain} />
    </Stack>
  );
}

function Told({ result }: { result: HandedOver }) {
  const { t } = useTranslation('hand_overs');
  const format = useFormat();
  return (
    <Stack gap={6} role="status">
      <Group gap={8} wrap="nowrap">
        <IconCheck size={18} color="var(--mantine-color-green-7)" aria-hidden />
        <Text fw={600} size="sm">{t('done.handed', { count: result.handed_over, shown: format.number(result.handed_over) })}</Text>
      </Group>
      {result.places > 0 && <Text size="sm">{t('done.places', { count: result.places })}</Text>}
      {result.deactivated && <Text size="sm">{t('done.deactivated')}</Text>}
      {result.refused_count > 0 && <Text size="sm">{t('done.refused', { count: result.refused_count, shown: format.number(result.refused_count) })}</Text>}
    </Stack>
  );
}

function Undoing({ userId, changeSetId, onAgain }: { userId: string; changeSetId: string | null; onAgain: () => void }) {
  const { t } = useTranslation(['hand_overs', 'common']);
  const undo = useUndo();
  const background = useJobResult(undo.data?.job_id, userId);
  const answer = (undo.data?.job_id ? background.job?.result : undo.data) as { kept?: unknown[]; kept_count?: number } | null | undefined;
  const ended = undo.data?.job_id ? background.over : undo.isSuccess;
  const kept = answer?.kept_count ?? answer?.kept?.length ?? 0;
  return (
    <>
      <ProblemPanel error={undo.error} />
      {ended && <Text size="sm" role="status">{kept ? t('common:undo.partly', { count: kept }) : t('done.undone')}</Text>}
      {!ended && undo.data?.job_id && <ProgressBar label={t('common:undo.started')} done={background.job?.done ?? 0} total={background.job?.total ?? null} />}
      <Group gap={8}>
        {changeSetId && !ended && (
          <Button variant="default" loading={undo.isPending || Boolean(undo.data?.job_id)} onClick={() => undo.mutate(changeSetId)}>{t('done.undo')}</Button>
        )}
        <Button variant="subtle" onClick={onAgain}>{t('done.again')}</Button>
      </Group>
    </>
  );
}
