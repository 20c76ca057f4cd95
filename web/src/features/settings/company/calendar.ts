/** The working calendar as the card edits it. Pure. */
import type { components } from '@/api/schema';

export type WorkCalendar = components['schemas']['WorkCalendarShape'];
export type Span = WorkCalendar['hours'][number];
/** Which list a date belongs to. */
export type Exceptions = 'holidays' | 'workdays';

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
export const MOST_SPANS = 3;

export function withDay(calendar: WorkCalendar, day: number, worked: boolean): WorkCalendar {
  const days = calendar.days.filter((one) => one !== day);
  return { ...calendar, days: worked ? [...days, day].sort((a, b) => a - b) : days };
}

export function withSpan(calendar: WorkCalendar, at: number, change: Partial<Span>): WorkCalendar {
  return { ...calendar, hours: calendar.hours.map((span, index) => (index === at ? { ...span, ...change } : span)) };
}

/** A break after what there is: the next span begins an hour later. */
export function withAnotherSpan(calendar: WorkCalendar): WorkCalendar {
  const end = Number(calendar.hours.at(-1)?.closes.slice(0, 2) ?? 8);
  const clock = (hour: number) => `${String(Math.min(23, hour)).padStart(2, '0')}:00`;
  return { ...calendar, hours: [...calendar.hours, { opens: clock(end + 1), closes: clock(end + 4) }] };
}

export function withoutSpan(calendar: WorkCalendar, at: number): WorkCalendar {
  return { ...calendar, hours: calendar.hours.filter((_, index) => index !== at) };
}

/** In order, each once, and in no other list. */
export function withDates(calendar: WorkCalendar, list: Exceptions, dates: readonly string[]): WorkCalendar {
  const other: Exceptions = list === 'holidays' ? 'workdays' : 'holidays';
  const chosen = [...new Set(dates)].sort();
  return { ...calendar, [list]: chosen, [other]: (calendar[other] ?? []).filter((one) => !chosen.includes(one)) };
}

export const isSame = (one: WorkCalendar, other: WorkCalendar): boolean => JSON.stringify(one) === JSON.stringify(other);
