import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { useActivityActions } from '@/features/activities';
import { TaskRow } from './TaskRow';
import classes from './MyDay.module.css';

export type TaskListKind = 'overdue' | 'today' | 'upcoming';

export function TaskList({ kind, tasks }: { kind: TaskListKind; tasks: CrmRecord[] }) {
  const { t } = useTranslation('my_day');
  const actions = useActivityActions();
  if (!tasks.length) return null;
  return (
    <section className={classes.section} aria-labelledby={`my-day-${kind}`} data-kind={kind}>
      <h2 className={classes.heading} id={`my-day-${kind}`}>
        {t(`tasks.${kind}`)}
        <span className={`${classes.count} tabular`}>{tasks.length}</span>
      </h2>
      <ul className={classes.rows}>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} kind={kind} actions={actions} />
        ))}
      </ul>
    </section>
  );
}
