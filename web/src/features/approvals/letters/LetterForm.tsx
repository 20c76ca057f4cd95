import { useState, type ReactNode } from 'react';
import { Button, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import type { Decision, Letter } from '../types';
import { answerLetter } from './calls';
import classes from './Letter.module.css';

interface LetterFormProps {
  token: string;
  letter: Letter;
  done: (decision: Decision) => ReactNode;
}

/** What is asked, by whom, and the two answers. */
export function LetterForm({ token, letter, done }: LetterFormProps) {
  const { t, i18n } = useTranslation('approvals');
  const [comment, setComment] = useState('');
  const [missing, setMissing] = useState(false);
  const answer = useMutation({ mutationFn: (decision: Decision) => answerLetter(token, { decision, comment: comment.trim() || null }) });
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(letter.submitted_at));
  const wrong = isProblem(answer.error) ? answer.error.byField().comment : undefined;
  if (answer.isSuccess) return done(answer.variables);
  const decide = (decision: Decision) => {
    if (letter.needs_comment.includes(decision) && !comment.trim()) return setMissing(true);
    setMissing(false);
    answer.mutate(decision);
  };
  return (
    <>
      <p className={classes.kind}>{letter.label}{letter.step_label && ` · ${letter.step_label}`}</p>
      <Title order={1} size="h1" className={classes.title}>{letter.title ?? t('request.hiddenTitle')}</Title>
      <p className={classes.by}>{t('letter.asks', { name: letter.submitter, when, person: letter.person })}</p>
      {letter.comment && <blockquote className={classes.said}>{letter.comment}</blockquote>}
      {letter.values.length > 0 && (
        <dl className={classes.values}>
          {letter.values.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || '–'}</dd>
            </div>
          ))}
        </dl>
      )}
      <Textarea
        label={t('act.comment')}
        placeholder={t('act.optional')}
        description={letter.needs_comment.includes('reject') ? t('letter.needsComment') : undefined}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={comment}
        error={missing ? t('letter.missing') : wrong}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {answer.error && !wrong ? <ProblemPanel error={answer.error} /> : null}
      <div className={classes.answers}>
        <Button size="md" color="red" variant="light" leftSection={<IconX size={18} />} loading={answer.isPending && answer.variables === 'reject'} disabled={answer.isPending} onClick={() => decide('reject')}>{t('act.names.reject')}</Button>
        <Button size="md" color="teal.9" leftSection={<IconCheck size={18} />} loading={answer.isPending && answer.variables === 'approve'} disabled={answer.isPending} onClick={() => decide('approve')}>{t('act.names.approve')}</Button>
      </div>
    </>
  );
}
