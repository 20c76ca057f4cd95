import { useState } from 'react';
import { Popover, UnstyledButton } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { IconCalendarEvent, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fromWallClock, toWallClock } from '@/ui/fields/zoned';
import { useFormat } from '@/ui/useFormat';
import { daysUntil, dueAt, duePresets } from './dueDates';
import { useDueText } from './useDueText';
import classes from './DueChips.module.css';

export interface DueChipsProps {
  value: string | null;
  onChange: (due: string | null) => void;
}

/** The days people mean most, one touch each, and any other from a calendar. */
export function DueChips({ value, onChange }: DueChipsProps) {
  const { t } = useTranslation('activities');
  const { context } = useFormat();
  const dueText = useDueText();
  const now = new Date().toISOString();
  const chosen = duePresets.find((preset) => value !== null && daysUntil(value, context.timezone, now) === daysUntil(dueAt(preset, context.timezone, now), context.timezone, now));
  return (
    <div className={classes.chips} role="group" aria-label={t('due.label')}>
      {duePresets.map((preset) => (
        <UnstyledButton
          key={preset}
          className={classes.chip}
          aria-pressed={chosen === preset}
          onClick={() => onChange(chosen === preset ? null : dueAt(preset, context.timezone, now))}
        >
          {chosen === preset && value ? dueText(value).text : t(`due.${preset}`)}
        </UnstyledButton>
      ))}
      <OtherDay value={value} chosen={value !== null && !chosen} onChange={onChange} />
    </div>
  );
}

function OtherDay({ value, chosen, onChange }: DueChipsProps & { chosen: boolean }) {
  const { t } = useTranslation('activities');
  const { context } = useFormat();
  const dueText = useDueText();
  const [opened, setOpened] = useState(false);
  return (
    <span className={classes.other}>
      <Popover opened={opened} onChange={setOpened} trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes.chip} aria-pressed={chosen} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <IconCalendarEvent size={14} stroke={1.7} aria-hidden />
            {chosen && value ? dueText(value).text : t('due.other')}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <DateTimePicker
            label={t('due.label')}
            w={220}
            value={value ? toWallClock(value, context.timezone) : null}
            onChange={(next) => onChange(next ? fromWallClock(next, context.timezone) : null)}
            valueFormat="YYYY-MM-DD HH:mm"
            popoverProps={{ withinPortal: false }}
            clearable
          />
        </Popover.Dropdown>
      </Popover>
      {chosen && (
        <UnstyledButton className={classes.clear} aria-label={t('due.clear')} onClick={() => onChange(null)}>
          <IconX size={14} aria-hidden />
        </UnstyledButton>
      )}
    </span>
  );
}
