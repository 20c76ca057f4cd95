import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { Job } from '@/api/types';
import { JobProgress } from './JobProgress';
import { Told } from './Told';
import { verbOf } from './work';
import classes from './WorkPanel.module.css';

/** One large change, deletion or undo. */
export function WorkItem({ initial, onHide }: { initial: Job; onHide: () => void }) {
  const { t } = useTranslation('work');
  const objects = useObjects();
  const verb = verbOf(initial);
  const what = objects.find(({ name }) => name === initial.about.object)?.plural_label ?? t('records');
  return (
    <div className={classes.item}>
      <JobProgress
        jobId={initial.id}
        initial={initial}
        words={{ running: t(`running.${verb}`, { what }), stop: t('stop'), stopped: t(`stopped.${verb}`), undo: t('undo'), undone: t('undone') }}
        told={(job) => <Told job={job} verb={verb} />}
        changeSetId={(job) => (verb === 'undo' || !job.done ? null : initial.about.change_set_id)}
      />
      <ActionIcon className={classes.hide} size="sm" variant="subtle" color="gray" aria-label={t('hide')} onClick={onHide}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
