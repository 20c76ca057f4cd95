import { useRef } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconCheck, IconRubberStamp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useFormat } from '@/ui/useFormat';
import { isLate } from '../requests/model';
import { onceEach } from '../inbox/selection';
import type { ApprovalSummary } from '../types';
import { useGracefulDecisions } from './useGracefulDecisions';
import classes from './WaitingApprovals.module.css';

const SHOWN = 5;
/** As many as the server lists; beyond that its own count is shown. */
const LISTED = 50;

/** What waits for the reader's decision: approved with one tap, which can be undone for a few seconds. */
export function WaitingApprovals({ requests: tasks, count }: { requests: ApprovalSummary[]; count: string }) {
  const { t } = useTranslation('approvals');
  const { leaving, approve } = useGracefulDecisions();
  const undos = useRef(new Map<string, () => void>());
  const requests = onceEach(tasks);
  if (!requests.length) return null;
  return (
    <section className={classes.section} aria-labelledby="my-day-approvals">
      <h2 className={classes.heading} id="my-day-approvals">
        <IconRubberStamp size={17} stroke={1.6} aria-hidden />
        {t('myDay.title')}
        <span className={`${classes.count} tabular`}>{tasks.length < LISTED ? requests.length : count}</span>
        {requests.length > SHOWN && <Link to="/approvals" className={classes.all}>{t('myDay.all')}</Link>}
      </h2>
      <ul className={classes.rows}>
        {requests.slice(0, SHOWN).map((request) => (
          <Row
            key={request.id}
            request={request}
            leaving={leaving.has(request.id)}
            onApprove={() => {
              const undo = approve(request.id);
              if (undo) undos.current.set(request.id, undo);
            }}
            onUndo={() => undos.current.get(request.id)?.()}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ request, leaving, onApprove, onUndo }: { request: ApprovalSummary; leaving: boolean; onApprove: () => void; onUndo: () => void }) {
  const { t } = useTranslation(['approvals', 'common']);
  const format = useFormat();
  const meta = useMaybeObject(request.object);
  const title = request.title ?? t('request.hiddenTitle');
  const due = request.task?.due_at ?? null;
  const late = isLate(due);
  return (
    <li className={classes.row} data-leaving={leaving || undefined}>
      <ObjectIcon object={request.object} icon={meta?.icon ?? 'folder'} size={17} />
      <div className={classes.words}>
        <Link to="/approvals/$id" params={{ id: request.id }} className={classes.name}>{title}</Link>
        <span className={classes.facts}>
          {request.label} · {t('inbox.from', { name: request.submitter.name, when: format.relative(request.submitted_at) })}
          {due && <> · <span data-late={late || undefined} className={classes.due}>{t(late ? 'task.late' : 'task.due', { when: format.relative(due) })}</span></>}
        </span>
      </div>
      <span role="status" className={classes.status}>{leaving ? t('myDay.approved') : ''}</span>
      {leaving ? (
        <Button variant="default" onClick={onUndo} aria-label={t('myDay.undo', { name: title })}>{t('common:undo.action')}</Button>
      ) : (
        <ActionIcon size={36} radius="50%" variant="light" color="green" aria-label={t('myDay.approve', { name: title })} onClick={onApprove}>
          <IconCheck size={19} stroke={2} />
        </ActionIcon>
      )}
    </li>
  );
}
