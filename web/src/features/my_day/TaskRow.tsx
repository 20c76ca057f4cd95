import { Checkbox } from '@mantine/core';
import { IconFlagFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { DueLabel, isLookup, PutOffMenu, type ActivityActions } from '@/features/activities';
import { RecordLink } from '@/ui/RecordLink';
import type { TaskListKind } from './TaskList';
import classes from './MyDay.module.css';

const ABOUT = ['related_to', 'deal', 'account', 'contact', 'lead'] as const;

interface TaskRowProps {
  task: CrmRecord;
  kind: TaskListKind;
  actions: ActivityActions;
}

/** One task: tick it off, see whom it is about, put it off. */
export function TaskRow({ task, kind, actions }: TaskRowProps) {
  const { t } = useTranslation('my_day');
  const done = task.done === true;
  const due = typeof task.due_at === 'string' ? task.due_at : null;
  const about = ABOUT.flatMap((field) => {
    const value = task[field];
    return isLookup(value) && value.name ? [{ object: field as string, ...value }] : [];
  });
  // "Cancity · GTX Pro" says already that the account is Cancity.
  const told = about.filter(({ name }, index) => index === 0 || !about[0]?.name.includes(name)).slice(0, 2);
  return (
    <li className={classes.row} data-done={done || undefined}>
      <Checkbox
        radius="xl"
        size="md"
        checked={done}
        aria-label={t('complete', { name: task.name })}
        className={classes.check}
        onChange={(event) => actions.setDone(task, event.currentTarget.checked)}
      />
      <div className={classes.words}>
        <span className={classes.name}>
          {task.priority === 'high' && <IconFlagFilled size={13} role="img" aria-label={t('urgent')} className={classes.flag} />}
          <RecordLink object="activity" id={task.id}>{task.name}</RecordLink>
        </span>
        <span className={classes.facts}>
          {due && <DueLabel due={due} done={done} />}
          {told.map(({ object, id, name }) => (
            <span key={object} className="truncate">
              <RecordLink object={object} id={id}>{name}</RecordLink>
            </span>
          ))}
        </span>
      </div>
      <PutOffMenu task={task} today={kind !== 'today'} className={classes.snooze} onChoose={(preset) => actions.putOff(task, preset)} />
    </li>
  );
}
