import { IconCheck, IconClock, IconCornerUpLeft, IconHourglassLow, IconMinus, IconX, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { useFormat } from '@/ui/useFormat';
import { FileLinks } from './FileLinks';
import { isLate } from './model';
import { StepBadge } from './StateBadge';
import type { RequestStep, Task, TaskState } from '../types';
import classes from './Requests.module.css';

const MARKS: Record<TaskState, Icon> = { approved: IconCheck, rejected: IconX, returned: IconCornerUpLeft, waiting: IconHourglassLow, later: IconClock, held: IconClock, moot: IconMinus };

/** How far a request has come: its steps from top to bottom, branches side by side, with everybody who is asked. */
export function Steps({ steps, request }: { steps: RequestStep[]; request: string }) {
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <Step key={step.name} step={step} request={request} />
      ))}
    </ol>
  );
}

function Step({ step, request }: { step: RequestStep; request: string }) {
  const { t } = useTranslation('approvals');
  return (
    <li className={classes.step} data-state={step.state} aria-current={step.state === 'active' ? 'step' : undefined}>
      <div className={classes.stepHead}>
        <span className={classes.stepName}>{step.label}</span>
        <StepBadge state={step.state} />
        {step.tasks.length > 1 && <span className={classes.soft}>{t(`modes.${step.mode}.name`)}</span>}
        {step.join && <span className={classes.soft}>{t(`join.short.${step.join}`)}</span>}
      </div>
      {step.tasks.length > 0 && (
        <ul className={classes.tasks}>
          {step.tasks.map((task) => (
            <TaskLine key={task.id} task={task} request={request} />
          ))}
        </ul>
      )}
      {step.parallel.length > 0 && (
        <div className={classes.lanes}>
          {step.parallel.map((branch, at) => (
            <div key={at} className={classes.lane} role="group" aria-label={t('steps.branch', { number: at + 1 })}>
              <Steps steps={branch} request={request} />
            </div>
          ))}
        </div>
      )}
    </li>
  );
}

function TaskLine({ task, request }: { task: Task; request: string }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const Mark = MARKS[task.state];
  const notes = [
    task.delegated_from && t('task.insteadOf', { name: task.delegated_from.name }),
    task.added_by && t(`task.added.${task.where === 'step' ? 'beside' : task.where}`, { name: task.added_by.name }),
    task.how && task.how !== 'person' && t(`task.how.${task.how}`),
    task.decided_by && task.decided_by.id !== task.person.id && t('task.by', { name: task.decided_by.name }),
  ].filter(Boolean);
  const late = task.state === 'waiting' && isLate(task.due_at);
  return (
    <li className={classes.task} data-state={task.state}>
      <OwnerAvatar name={task.person.name} size={24} />
      <div className={classes.taskWords}>
        <span className={classes.person}>{task.person.name}</span>
        <span className={classes.soft}>
          {t(`task.states.${task.state}`)}
          {task.decided_at && <> · <time dateTime={task.decided_at} title={format.dateTime(task.decided_at)}>{format.relative(task.decided_at)}</time></>}
          {task.state === 'waiting' && task.due_at && <> · <span data-late={late || undefined} className={classes.due}>{t(late ? 'task.late' : 'task.due', { when: format.relative(task.due_at) })}</span></>}
        </span>
        {notes.length > 0 && <span className={classes.soft}>{notes.join(' · ')}</span>}
        {task.comment && <blockquote className={classes.said}>{task.comment}</blockquote>}
        <FileLinks request={request} files={task.files} />
      </div>
      <Mark size={16} stroke={1.8} aria-hidden className={classes.mark} />
    </li>
  );
}
