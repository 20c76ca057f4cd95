import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconCalendarTime, IconCalendarWeek, IconFlagFilled, IconSunrise, IconZzz } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { DueLabel, isLookup, type ActivityActions } from '@/features/activities';
import { RecordLink } from '@/ui/RecordLink';
import type { TaskListKind } from './TaskList';
import classes from './MyDay.module.css';

const ABOUT = ['deal', 'account', 'contact', 'lead'] as const;

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
  const about = ABOUT.flatMap((object) => {
    const value = task[object];
    return isLookup(value) ? [{ object, ...value }] : [];
  }).slice(0, 2);
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
          {about.map(({ object, id, name }) => (
            <span key={object} className="truncate">
              <RecordLink object={object} id={id}>{name}</RecordLink>
            </span>
          ))}
        </span>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={32} className={classes.snooze} aria-label={t('putOff', { name: task.name })}>
            <IconZzz size={17} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {kind !== 'today' && (
            <Menu.Item leftSection={<IconCalendarTime size={16} stroke={1.6} />} onClick={() => actions.putOff(task, 'today')}>
              {t('moveToToday')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconSunrise size={16} stroke={1.6} />} onClick={() => actions.putOff(task, 'tomorrow')}>
            {t('moveToTomorrow')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCalendarWeek size={16} stroke={1.6} />} onClick={() => actions.putOff(task, 'next_week')}>
            {t('moveToNextWeek')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
