import type { ReactNode } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCancelJob, useJob } from '@/api/jobs';
import { refreshRecords } from '@/api/recordWrites';
import type { Job } from '@/api/types';
import { ProblemPanel } from '../ProblemPanel';
import { ProgressBar } from '../ProgressBar';
import { TakingBack } from './TakingBack';

export interface JobProgressProps {
  jobId: string;
  /** As it was read with others. */
  initial?: Job;
  words: {
    running: string;
    stop: string;
    stopped: string;
    undo: string;
    undone: string;
  };
  /** What came of a job that succeeded. */
  told: (job: Job) => ReactNode;
  /** The change-set that Undo takes back, if any. */
  changeSetId: (job: Job) => string | null;
  /** Beside what records show, which is read again anyhow. */
  onEnd?: () => unknown;
  /** Further buttons beside Undo. */
  children?: ReactNode;
}

/** A job on its way, with Stop; then what came of it, with Undo. */
export function JobProgress({ jobId, initial, words, told, changeSetId, onEnd, children }: JobProgressProps) {
  const { t } = useTranslation('work');
  const client = useQueryClient();
  const { job, over, error } = useJob(jobId, { initial, onEnd: () => Promise.all([refreshRecords(client), onEnd?.()]) });
  const cancel = useCancelJob(jobId);
  if (error) return <ProblemPanel error={error} />;
  if (!job || !over) {
    const label = cancel.isSuccess ? t('stopping') : job?.state === 'queued' ? t('waiting', { what: words.running }) : words.running;
    return (
      <Stack gap={12}>
        <ProgressBar label={label} done={job?.done ?? 0} total={job?.total ?? null} />
        <ProblemPanel error={cancel.error} />
        <Group>
          <Button size="compact-sm" variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
            {words.stop}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap={12}>
      {job.state === 'failed' && <Text size="sm" c="red" role="status">{job.error}</Text>}
      {job.state === 'cancelled' && <Text size="sm" role="status">{words.stopped}</Text>}
      {job.state === 'succeeded' && told(job)}
      <TakingBack changeSetId={changeSetId(job)} undo={words.undo} undone={words.undone}>
        {children}
      </TakingBack>
    </Stack>
  );
}
