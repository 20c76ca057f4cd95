import { useState } from 'react';
import { Alert, Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCornerUpLeft, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { useRecordApprovals } from '../calls';
import { DecisionBar } from '../requests/DecisionBar';
import { isForThumbs } from './ThumbBar';
import { activeSteps, lastWord, waitingFor } from '../requests/model';
import { RequestPanel } from './RequestPanel';
import classes from './Record.module.css';

const NAMED = 3;

/** A record that awaits approval says so: for whom it waits, what is locked, and what the reader can do. */
export function ApprovalBanner({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const { t, i18n } = useTranslation('approvals');
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const [open, setOpen] = useState(false);
  const request = useRecordApprovals(meta.name, record.id, meta.name !== 'user').data?.pending;
  if (!request) return null;
  const list = (words: string[]) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(words);
  const people = waitingFor(request.steps);
  const named = people.slice(0, NAMED).map(({ name }) => name);
  const names = people.length > NAMED ? [...named, t('banner.others', { count: people.length - NAMED })] : named;
  const steps = activeSteps(request.steps).map(({ label }) => label);
  const editable = request.editable.flatMap((name) => fieldOf(meta, name)?.label ?? []);
  const returned = request.state === 'returned';
  const word = returned ? lastWord(request, 'returned') : null;
  const Shape = returned ? IconCornerUpLeft : IconLock;
  return (
    <>
      <Alert color={returned ? 'orange' : 'yellow'} variant="light" radius={0} icon={<Shape size={18} />} role="status" className={classes.banner}>
        <div className={classes.bannerRow}>
          <div className={classes.bannerWords}>
            <strong>{returned ? t('banner.returned', { process: request.label }) : t('banner.pending', { process: request.label })}</strong>
            {!returned && names.length > 0 && <span>{t('banner.waitsFor', { people: list(names), steps: list(steps) })}</span>}
            {word && <span>{word.person ? t('banner.said', { name: word.person.name, text: word.text }) : word.text}</span>}
            {!returned && <span className={classes.lockText}>{editable.length ? t('banner.lockedExcept', { fields: list(editable) }) : t('banner.locked')}</span>}
          </div>
          <div className={classes.bannerActions}>
            <Button variant="default" onClick={() => setOpen(true)} aria-haspopup="dialog">{t('banner.show')}</Button>
            {!(phone && isForThumbs(request)) && <DecisionBar request={request} />}
          </div>
        </div>
      </Alert>
      {open && <RequestPanel id={request.id} onClose={() => setOpen(false)} />}
    </>
  );
}
