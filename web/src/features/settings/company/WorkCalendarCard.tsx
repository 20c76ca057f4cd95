import { useState, type FormEvent } from 'react';
import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { DatePickerInput, TimeInput } from '@mantine/dates';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useSession } from '@/api/session';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import { useSetWorkCalendar, useWorkCalendar } from './calls';
import { isSame, MOST_SPANS, WEEK, withAnotherSpan, withDates, withDay, withoutSpan, withSpan, type WorkCalendar } from './calendar';
import classes from './WorkCalendar.module.css';

/** When the company works: deadlines in working hours and days count by it, and the working days of formulas. */
export function WorkCalendarCard() {
  const { t } = useTranslation('settings');
  const found = useWorkCalendar();
  return (
    <Card title={t('calendar.title')} text={t('calendar.text')}>
      <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
      {found.isPending && <BlockSkeleton lines={4} />}
      {found.data && <CalendarForm kept={found.data} />}
    </Card>
  );
}

function CalendarForm({ kept }: { kept: WorkCalendar }) {
  const { t, i18n } = useTranslation('settings');
  const { tenant } = useSession();
  const [form, setForm] = useState(kept);
  const save = useSetWorkCalendar();
  const wrong = isProblem(save.error) ? save.error.byField() : {};
  const wrongHours = Object.entries(wrong).find(([name]) => name.startsWith('hours'))?.[1];
  const dayName = (day: number) => new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(form, { onSuccess: setForm });
  };
  return (
    <form onSubmit={submit} aria-label={t('calendar.title')}>
      <div className={classes.parts}>
        <fieldset className={classes.part}>
          <legend className={classes.label}>{t('calendar.days')}</legend>
          <div className={classes.days}>
            {WEEK.map((day) => (
              <Checkbox key={day} label={dayName(day)} checked={form.days.includes(day)} disabled={form.days.length === 1 && form.days[0] === day} onChange={(event) => setForm(withDay(form, day, event.currentTarget.checked))} />
            ))}
          </div>
        </fieldset>
        <fieldset className={classes.part}>
          <legend className={classes.label}>{t('calendar.hours')}</legend>
          {form.hours.map((span, at) => (
            <div key={at} className={classes.span}>
              <TimeInput aria-label={t('calendar.opens', { number: at + 1 })} value={span.opens} required onChange={(event) => setForm(withSpan(form, at, { opens: event.currentTarget.value }))} />
              <span aria-hidden>–</span>
              <TimeInput aria-label={t('calendar.closes', { number: at + 1 })} value={span.closes} required onChange={(event) => setForm(withSpan(form, at, { closes: event.currentTarget.value }))} />
              {form.hours.length > 1 && (
                <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('calendar.removeSpan')} onClick={() => setForm(withoutSpan(form, at))}>
                  <IconX size={16} />
                </ActionIcon>
              )}
            </div>
          ))}
          {form.hours.length < MOST_SPANS && (
            <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} className={classes.add} onClick={() => setForm(withAnotherSpan(form))}>{t('calendar.addSpan')}</Button>
          )}
          {wrongHours && <p role="alert" className={classes.wrong}>{wrongHours}</p>}
          <p className={classes.hint}>{t('calendar.zone', { zone: tenant.timezone })}</p>
        </fieldset>
        {(['holidays', 'workdays'] as const).map((list) => (
          <DatePickerInput key={list} type="multiple" clearable valueFormat="YYYY-MM-DD" label={t(`calendar.${list}`)} description={t(`calendar.${list}Help`)} placeholder={t('calendar.noDates')} value={form[list] ?? []} error={wrong[list]} onChange={(dates) => setForm(withDates(form, list, dates))} />
        ))}
      </div>
      <SaveFoot saving={save.isPending} saved={save.isSuccess && isSame(form, kept)} error={save.error} quiet={Object.keys(wrong).length > 0} disabled={isSame(form, kept)} />
    </form>
  );
}
