import { Select } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { fromWallClock, toWallClock } from '@/ui/fields/zoned';
import { UserPicker } from '@/ui/fields/UserPicker';
import { useFormat } from '@/ui/useFormat';
import { DueChips } from '../DueChips';
import { dueOf, type Draft } from './draft';
import classes from './Composer.module.css';

const DURATIONS = [15, 30, 45, 60, 90, 120];

interface DraftDetailsProps {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** What belongs to each kind: a task's date, a meeting's time, when a call was. */
export function DraftDetails({ draft, onChange }: DraftDetailsProps) {
  if (draft.kind === 'task') return <TaskDetails draft={draft} onChange={onChange} />;
  if (draft.kind === 'meeting' || draft.kind === 'call') return <TimeDetails draft={draft} onChange={onChange} />;
  return null;
}

function TaskDetails({ draft, onChange }: DraftDetailsProps) {
  const { context } = useFormat();
  return (
    <div className={classes.details}>
      <DueChips value={dueOf(draft, context.timezone, new Date().toISOString())} onChange={(due) => onChange({ due })} />
    </div>
  );
}

/** Who is to do it; oneself, if nobody else is chosen. */
export function Assignee({ draft, onChange }: DraftDetailsProps) {
  const { t } = useTranslation('activities');
  const { user } = useSession();
  return (
    <UserPicker
      size="xs"
      className={classes.assignee}
      aria-label={t('composer.assignee')}
      value={draft.owner ?? { id: user.id, name: user.name }}
      clearable={false}
      onChange={(owner) => onChange({ owner })}
    />
  );
}

function TimeDetails({ draft, onChange }: DraftDetailsProps) {
  const { t } = useTranslation('activities');
  const { context } = useFormat();
  return (
    <div className={classes.details}>
      <DateTimePicker
        size="xs"
        w={170}
        aria-label={t('composer.startsAt')}
        placeholder={t('composer.now')}
        clearable
        valueFormat="YYYY-MM-DD HH:mm"
        value={draft.startsAt ? toWallClock(draft.startsAt, context.timezone) : null}
        onChange={(next) => onChange({ startsAt: next ? fromWallClock(next, context.timezone) : null })}
      />
      {draft.kind === 'meeting' && (
        <Select
          size="xs"
          w={110}
          aria-label={t('composer.duration')}
          allowDeselect={false}
          data={DURATIONS.map((minutes) => ({ value: String(minutes), label: t('composer.minutes', { count: minutes }) }))}
          value={String(draft.minutes)}
          onChange={(minutes) => onChange({ minutes: Number(minutes) })}
        />
      )}
    </div>
  );
}
