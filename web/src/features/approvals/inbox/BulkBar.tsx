import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useDecideMany } from '../calls';
import type { ApprovalSummary, Decision, Outcome } from '../types';
import classes from './Inbox.module.css';

interface BulkBarProps {
  requests: ApprovalSummary[];
  deciding: Decision | null;
  onDecide: (decision: Decision) => void;
  onDone: (sentence: string) => void;
  onCancel: () => void;
}

/** Decides all that are ticked at once, with one comment; what was refused, or could not be written, stays with its reason. */
export function BulkBar({ requests, deciding, onDecide, onDone, onCancel }: BulkBarProps) {
  const { t } = useTranslation(['approvals', 'common']);
  const decide = useDecideMany();
  const [comment, setComment] = useState('');
  const [refused, setRefused] = useState<(Outcome & { name: string })[]>([]);
  const count = requests.length;
  const nameOf = (id: string) => requests.find((one) => one.id === id)?.title ?? t('request.hiddenTitle');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!deciding || decide.isPending) return;
    decide.mutate(requests.map(({ id }) => ({ request: id, decision: deciding, comment: comment.trim() || null })), {
      onSuccess: (outcomes) => {
        const left = outcomes.filter(({ done }) => !done);
        const sentence = t(`inbox.decided.${deciding}`, { count: outcomes.length - left.length });
        if (outcomes.length > left.length) announce({ kind: 'done', message: sentence });
        const told = outcomes.filter(({ detail }) => detail);
        // Those that were decided leave the list, so what they are called is kept.
        if (told.length) setRefused(told.map((one) => ({ ...one, name: nameOf(one.request) })));
        else onDone(sentence);
      },
    });
  };
  return (
    <form className={classes.bulk} onSubmit={submit} aria-label={t('act.label')} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      {deciding ? (
        <>
          <TextInput autoFocus className={classes.bulkComment} aria-label={t('act.comment')} placeholder={t(`inbox.comment.${deciding}`, { count })} maxLength={4000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
          <div className={classes.bulkButtons}>
            <Button variant="default" onClick={onCancel}>{t('common:cancel')}</Button>
            <Button type="submit" color={deciding === 'approve' ? 'teal.9' : 'red.8'} loading={decide.isPending}>{t(`inbox.confirm.${deciding}`, { count })}</Button>
          </div>
        </>
      ) : (
        <div className={classes.bulkButtons}>
          <Button color="teal.9" leftSection={<IconCheck size={16} />} onClick={() => onDecide('approve')}>{t('act.names.approve')}</Button>
          <Button color="red" variant="light" leftSection={<IconX size={16} />} onClick={() => onDecide('reject')}>{t('act.names.reject')}</Button>
          <Button variant="default" onClick={onCancel}>{t('common:cancel')}</Button>
        </div>
      )}
      {refused.length > 0 && (
        <ul className={classes.refused} role="alert">
          {refused.map((one) => (
            <li key={one.request}>{one.name}: {one.detail}</li>
          ))}
        </ul>
      )}
      <ProblemPanel error={decide.error} />
    </form>
  );
}
