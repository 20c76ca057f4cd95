import type { ReactNode } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useJob } from '@/api/jobs';
import { refreshRecords, useUndo } from '@/api/recordWrites';
import type { UndoResult } from '@/api/types';
import { ProblemPanel } from '../ProblemPanel';
import { ProgressBar } from '../ProgressBar';

interface TakingBackProps {
  changeSetId: string | null;
  undo: string;
  undone: string;
  /** Further buttons. */
  children?: ReactNode;
}

/** Undo of a change of any size: at once, or as a job that is shown in its place. */
export function TakingBack({ changeSetId, undo: label, undone, children }: TakingBackProps) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const undo = useUndo();
  const jobId = undo.data?.job_id;
  const background = useJob(jobId, { onEnd: () => refreshRecords(client) });
  const answer = (jobId ? background.job?.result : undo.data) as UndoResult | null | undefined;
  const ended = jobId ? background.over : undo.isSuccess;
  const kept = answer?.kept_count ?? answer?.kept?.length ?? 0;
  const failed = background.job?.state === 'failed' ? background.job.error : null;
  return (
    <>
      <ProblemPanel error={undo.error ?? background.error} />
      {ended && <Text size="sm" role="status">{failed ?? (kept ? t('undo.partly', { count: kept }) : undone)}</Text>}
      {!ended && jobId && <ProgressBar label={t('undo.started')} done={background.job?.done ?? 0} total={background.job?.total ?? null} />}
      <Group gap={8}>
        {changeSetId && !ended && (
          <Button size="compact-sm" variant="default" loading={undo.isPending || Boolean(jobId)} onClick={() => undo.mutate(changeSetId)}>
            {label}
          </Button>
        )}
        {children}
      </Group>
    </>
  );
}
