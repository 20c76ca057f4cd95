import { useState, type FormEvent } from 'react';
import { Button, Group, Textarea } from '@mantine/core';
import { IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { UserPicker } from '@/ui/fields/UserPicker';
import { useReassign } from '../calls';
import { Dialog } from '../requests/Dialog';
import { PEOPLE } from '../requests/PeopleInput';
import type { ApprovalSummary, Outcome, Person } from '../types';
import classes from './Inbox.module.css';
import forms from '../requests/Requests.module.css';

interface ReassignBarProps {
  requests: ApprovalSummary[];
  /** Whose tasks alone are given away: whom the list is filtered by. */
  approver: Person | null;
  onDone: (sentence: string) => void;
  onCancel: () => void;
}

/** Gives what waits in the ticked requests to somebody else; what was refused stays with its reason. */
export function ReassignBar({ requests, approver, onDone, onCancel }: ReassignBarProps) {
  const { t } = useTranslation(['approvals', 'common']);
  const reassign = useReassign();
  const [asking, setAsking] = useState(false);
  const [to, setTo] = useState<Person | null>(null);
  const [comment, setComment] = useState('');
  const [refused, setRefused] = useState<Outcome[]>([]);
  const wrong = isProblem(reassign.error) ? reassign.error.byField() : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!to || reassign.isPending) return;
    reassign.mutate({ requests: requests.map(({ id }) => id), to: to.id, approver: approver?.id, comment: comment.trim() || null }, {
      onSuccess: (outcomes) => {
        const left = outcomes.filter(({ done }) => !done);
        const sentence = t('overview.done', { count: outcomes.length - left.length, name: to.name });
        if (outcomes.length > left.length) announce({ kind: 'done', message: sentence });
        setRefused(left);
        if (!left.length) onDone(sentence);
      },
    });
  };
  const nameOf = (id: string) => requests.find((one) => one.id === id)?.title ?? t('request.hiddenTitle');
  return (
    <div className={classes.bulk} role="group" aria-label={t('overview.reassign')}>
      <div className={classes.bulkButtons}>
        <Button leftSection={<IconUserShare size={16} />} onClick={() => setAsking(true)}>{t('overview.reassign')}</Button>
        <Button variant="default" onClick={onCancel}>{t('common:cancel')}</Button>
      </div>
      {asking && (
        <Dialog title={t('overview.title')} onClose={() => setAsking(false)}>
          <form className={forms.form} onSubmit={submit} aria-label={t('overview.title')}>
            <p className={forms.text}>{approver?.name ? t('overview.textOf', { name: approver.name }) : t('overview.text')}</p>
            <UserPicker label={t('overview.to')} filter={PEOPLE} value={to} error={wrong.to} onChange={setTo} />
            <Textarea label={t('overview.comment')} autosize minRows={2} maxRows={8} maxLength={4000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
            {refused.length > 0 && (
              <ul className={classes.refused} role="alert">
                {refused.map((one) => (
                  <li key={one.request}>{nameOf(one.request)}: {one.detail}</li>
                ))}
              </ul>
            )}
            {reassign.error && !wrong.to ? <ProblemPanel error={reassign.error} /> : null}
            <Group className={forms.dialogFoot}>
              <Button variant="default" onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
              <Button type="submit" disabled={!to} loading={reassign.isPending}>{t('overview.confirm', { count: requests.length })}</Button>
            </Group>
          </form>
        </Dialog>
      )}
    </div>
  );
}
