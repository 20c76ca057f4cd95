import { useEffect } from 'react';
import { useLocalStorage } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { onJob } from '@/api/events';
import { jobStarted, useStartedJobs } from '@/api/jobs';
import { WorkItem } from './WorkItem';
import { alsoHidden, worthTelling } from './work';
import classes from './WorkPanel.module.css';

const NONE: string[] = [];

/** In a corner of every page: large changes under way and what came of them, until they are hidden. */
export function WorkPanel() {
  const { t } = useTranslation('work');
  const client = useQueryClient();
  const [hidden, setHidden] = useLocalStorage({ key: 'guanxi.work.hidden', defaultValue: NONE, getInitialValueInEffect: false });
  const { data: jobs = [], dataUpdatedAt } = useStartedJobs();
  // Also what was started in another window.
  useEffect(() => onJob((job) => void (job.state === 'running' && job.done === 0 && jobStarted(client))), [client]);
  const shown = worthTelling(jobs, hidden, dataUpdatedAt);
  if (!shown.length) return null;
  return (
    <section className={classes.panel} aria-label={t('label')}>
      {shown.map((job) => (
        <WorkItem key={job.id} initial={job} onHide={() => setHidden(alsoHidden(hidden, job.id))} />
      ))}
    </section>
  );
}
