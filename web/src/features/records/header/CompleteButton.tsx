import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { useActivityActions } from '@/features/activities';

/** Ticks an activity off, or opens it again. */
export function CompleteButton({ activity }: { activity: CrmRecord }) {
  const { t } = useTranslation('records');
  const { setDone } = useActivityActions();
  const done = activity.done === true;
  if (activity.type === 'note') return null;
  return (
    <Button
      variant={done ? 'default' : 'filled'}
      leftSection={done ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
      onClick={() => setDone(activity, !done)}
    >
      {done ? t('actions.reopen') : t('actions.complete')}
    </Button>
  );
}
