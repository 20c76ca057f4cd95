import { useState, type FormEvent } from 'react';
import { Button, Group, SegmentedControl, Select, Switch, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { isProblem } from '@/api/problem';
import { UserPicker } from '@/ui/fields/UserPicker';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useAct } from '../calls';
import type { Action, Approval, ApprovalFile, Mode, Person } from '../types';
import { Dialog } from './Dialog';
import { FilesInput } from './FilesInput';
import { needsComment, unsetReason } from './model';
import { PEOPLE, PeopleInput } from './PeopleInput';
import classes from './Requests.module.css';

const TO_SUBMITTER = '-';
const WITH_FILES: readonly Action[] = ['approve', 'reject', 'return', 'comment', 'resubmit'];
const DANGEROUS: readonly Action[] = ['reject', 'withdraw'];
/** Which need a word on what follows. */
const EXPLAINED = ['reject', 'return', 'delegate', 'withdraw', 'urge', 'comment'] as const;
const explained = (action: Action): action is (typeof EXPLAINED)[number] => (EXPLAINED as readonly Action[]).includes(action);
const PLACES = ['before', 'after', 'beside'] as const;

/** Asks what an action needs to be told, and does it. */
export function ActionDialog({ request, action, onClose }: { request: Approval; action: Action; onClose: () => void }) {
  const { t } = useTranslation(['approvals', 'common']);
  const act = useAct(request.id, request.record.object);
  const [comment, setComment] = useState('');
  const [files, setFiles] = useState<ApprovalFile[]>([]);
  const [sending, setSending] = useState(false);
  const [to, setTo] = useState(TO_SUBMITTER);
  const [person, setPerson] = useState<Person | null>(null);
  const [people, setPeople] = useState<Person[]>([]);
  const [where, setWhere] = useState<(typeof PLACES)[number]>('after');
  const [mode, setMode] = useState<Mode>('all');
  const [straight, setStraight] = useState(true);
  const wrong = isProblem(act.error) ? act.error.byField() : {};
  const needed = needsComment(request, action) || action === 'comment';
  const complete = (!needed || comment.trim() !== '' || files.length > 0) && (action !== 'delegate' || person !== null) && (action !== 'add_signer' || people.length > 0) && !sending;
  const returnedBefore = request.state === 'returned';

  const given = (): Record<string, unknown> => {
    const said = { comment: comment.trim() || null, ...(WITH_FILES.includes(action) ? { files: files.map(({ id }) => id) } : {}) };
    switch (action) {
      case 'return':
        return { ...said, to: to === TO_SUBMITTER ? null : to };
      case 'delegate':
        return { ...said, to: person?.id };
      case 'add_signer':
        return { ...said, users: people.map(({ id }) => id), where, mode };
      case 'resubmit':
        return { ...said, straight };
      default:
        return said;
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || act.isPending) return;
    act.mutate(
      { action, given: given() },
      {
        onSuccess: (after) => {
          const unset = unsetReason(after);
          announce({ kind: 'done', message: t(`act.done.${action}`) });
          if (unset !== null) announce({ kind: 'failed', message: `${t('unset.title')}${unset ? ` — ${unset}` : ''}` });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t(`act.titles.${action}`)} onClose={onClose}>
      <form className={classes.form} onSubmit={submit} aria-label={t(`act.titles.${action}`)}>
        {explained(action) && <p className={classes.text}>{t(`act.texts.${action}`)}</p>}
        {action === 'return' && <Select label={t('act.to')} allowDeselect={false} data={[{ value: TO_SUBMITTER, label: t('act.toSubmitter', { name: request.submitter.name }) }, ...request.return_to.map(({ name, label }) => ({ value: name, label }))]} value={to} error={wrong.to} onChange={(next) => setTo(next ?? TO_SUBMITTER)} />}
        {action === 'delegate' && <UserPicker label={t('act.who')} filter={PEOPLE} value={person} error={wrong.to} onChange={setPerson} />}
        {action === 'add_signer' && (
          <>
            <PeopleInput label={t('act.signers')} people={people} error={wrong.users} onChange={setPeople} />
            <div>
              <SegmentedControl fullWidth aria-label={t('act.where')} value={where} onChange={(next) => setWhere(next as typeof where)} data={PLACES.map((value) => ({ value, label: t(`act.places.${value}`) }))} />
              <p className={classes.text}>{t(`act.placesHelp.${where}`)}</p>
            </div>
            {people.length > 1 && <SegmentedControl fullWidth aria-label={t('modes.title')} value={mode} onChange={(next) => setMode(next as Mode)} data={(['any', 'all', 'in_order'] as const).map((value) => ({ value, label: t(`modes.${value}.name`) }))} />}
          </>
        )}
        {action === 'resubmit' && returnedBefore && <Switch label={t('act.straight')} description={t('act.straightHelp')} checked={straight} onChange={(event) => setStraight(event.currentTarget.checked)} />}
        <Textarea data-autofocus={action !== 'delegate' && action !== 'add_signer' ? true : undefined} label={t('act.comment')} required={needed} placeholder={needed ? undefined : t('act.optional')} autosize minRows={2} maxRows={8} maxLength={4000} value={comment} error={wrong.comment} onChange={(event) => setComment(event.currentTarget.value)} />
        {WITH_FILES.includes(action) && <FilesInput target={{ path: `/approvals/${request.id}/files` }} files={files} onChange={setFiles} onBusy={setSending} />}
        {act.error && !wrong.comment && !wrong.to && !wrong.users ? <ProblemPanel error={act.error} /> : null}
        <Group className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" color={DANGEROUS.includes(action) ? 'red.8' : action === 'approve' ? 'teal.9' : undefined} disabled={!complete} loading={act.isPending}>{t(`act.confirm.${action}`)}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
