import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import { JobProgress } from '@/ui/work/JobProgress';
import { useFormat } from '@/ui/useFormat';
import { handOverKey } from './calls';
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
  const client = useQueryClient();
  return (
    <JobProgress
      jobId={jobId}
      words={{ running: t('progress.label'), stop: t('progress.stop'), stopped: t('progress.stopped'), undo: t('done.undo'), undone: t('done.undone') }}
      told={({ result }) => <Told result={result as HandedOver} />}
      changeSetId={({ state, result }) => (state === 'succeeded' ? (result as HandedOver).change_set_id : null) ?? changeSetId}
      onEnd={() => Promise.all([handOverKey(userId), keys.organisation].map((key) => readAgain(client, key)))}
    >
      <Button size="compact-sm" variant="subtle" onClick={onAgain}>{t('done.again')}</Button>
    </JobProgress>
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
      {result.reports > 0 && <Text size="sm">{t('done.reports', { count: result.reports })}</Text>}
      {result.reports_refused > 0 && <Text size="sm">{t('done.reportsRefused', { count: result.reports_refused })}</Text>}
      {result.views > 0 && <Text size="sm">{t('done.views', { count: result.views })}</Text>}
      {result.deactivated && <Text size="sm">{t('done.deactivated')}</Text>}
      {result.refused_count > 0 && <Text size="sm">{t('done.refused', { count: result.refused_count, shown: format.number(result.refused_count) })}</Text>}
    </Stack>
  );
}
