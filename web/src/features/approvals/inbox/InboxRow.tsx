import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useFormat } from '@/ui/useFormat';
import { isLate } from '../requests/model';
import { StateBadge } from '../requests/StateBadge';
import type { ApprovalSummary } from '../types';
import classes from './Inbox.module.css';

interface InboxRowProps {
  row: ApprovalSummary;
  isOpen: boolean;
  isAt: boolean;
  /** Null where nothing is ticked. */
  ticked: boolean | null;
  onFocus: () => void;
  onTick: () => void;
  onOpen: () => void;
}

/** One request in a list: what, by whom, where it stands, how long. */
export function InboxRow({ row, isOpen, isAt, ticked, onFocus, onTick, onOpen }: InboxRowProps) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const meta = useMaybeObject(row.object);
  const title = row.title ?? t('request.hiddenTitle');
  const due = row.task ? (row.task.state === 'waiting' ? row.task.due_at : null) : row.state === 'pending' ? row.due_at : null;
  const late = isLate(due);
  const names = row.waiting_for.slice(0, 3).map(({ name }) => name).join(', ');
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      {ticked !== null && <Checkbox aria-label={t('inbox.tick', { name: title })} checked={ticked} onChange={onTick} tabIndex={-1} className={classes.tick} />}
      <button type="button" data-row tabIndex={isAt ? 0 : -1} aria-current={isOpen || undefined} className={classes.open} onFocus={onFocus} onClick={onOpen}>
        <span className={classes.line}>
          <ObjectIcon object={row.object} icon={meta?.icon ?? 'folder'} size={16} />
          <span className={`${classes.name} truncate`}>{title}</span>
          {row.state !== 'pending' && <StateBadge state={row.state} />}
        </span>
        <span className={classes.facts}>
          {row.label}
          {row.step_label && row.state === 'pending' && <> · {row.step_label}</>}
        </span>
        <span className={classes.facts}>
          {t('inbox.from', { name: row.submitter.name, when: format.relative(row.submitted_at) })}
          {(ticked === null || !row.task) && row.state === 'pending' && names && <> · {t('inbox.waitsFor', { people: names })}</>}
          {row.task?.delegated_from && <> · {t('task.insteadOf', { name: row.task.delegated_from.name })}</>}
          {due && <> · <span className={classes.due} data-late={late || undefined}>{t(late ? 'task.late' : 'task.due', { when: format.relative(due) })}</span></>}
        </span>
      </button>
    </li>
  );
}
