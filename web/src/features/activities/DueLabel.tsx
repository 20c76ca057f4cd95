import { IconCalendarDue } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { useDueText } from './useDueText';
import classes from './DueLabel.module.css';

/** When a task is due, red when that is past; the word "overdue" is read aloud. */
export function DueLabel({ due, done = false }: { due: string; done?: boolean }) {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const { text, state } = useDueText()(due);
  return (
    <time className={`${classes.due} tabular`} data-state={done ? 'done' : state} dateTime={due} title={format.dateTime(due)}>
      <IconCalendarDue size={14} stroke={1.7} aria-hidden />
      {!done && state === 'overdue' && <span className="visually-hidden">{t('due.overdue')} </span>}
      {text}
    </time>
  );
}
