/** When a task is due: the usual choices, putting off, and what a person means by "Friday" or "下周三". Pure functions. */
import dayjs, { type Dayjs } from 'dayjs';
import { fromWallClock, toWallClock } from '@/ui/fields/zoned';

export const duePresets = ['today', 'tomorrow', 'next_week'] as const;
export type DuePreset = (typeof duePresets)[number];

const EVENING = 18;
const WALL = 'YYYY-MM-DD HH:mm:ss';

/** The wall clock of the person, held as UTC so that arithmetic never meets a change of daylight time. */
function wallOf(iso: string, timezone: string): Dayjs {
  return dayjs.utc(toWallClock(iso, timezone));
}

function isoOf(wall: Dayjs, timezone: string): string {
  return fromWallClock(wall.format(WALL), timezone);
}

function onDay(day: Dayjs, hour: number, minute = 0): Dayjs {
  return day.hour(hour).minute(minute).second(0);
}

function nextMonday(day: Dayjs): Dayjs {
  return day.add(((8 - day.day()) % 7) || 7, 'day');
}

function dayOf(preset: DuePreset, today: Dayjs): Dayjs {
  if (preset === 'tomorrow') return today.add(1, 'day');
  return preset === 'next_week' ? nextMonday(today) : today;
}

/** End of the working day; a task for today made in the evening is due at the end of the day. */
export function dueAt(preset: DuePreset, timezone: string, now: string): string {
  const today = wallOf(now, timezone);
  const late = preset === 'today' && today.hour() >= EVENING - 1;
  const day = dayOf(preset, today);
  return isoOf(late ? onDay(day, 23, 59) : onDay(day, EVENING), timezone);
}

/** Moves a task to another day and keeps its hour. */
export function putOff(due: string | null, preset: DuePreset, timezone: string, now: string): string {
  if (!due) return dueAt(preset, timezone, now);
  const was = wallOf(due, timezone);
  return isoOf(onDay(dayOf(preset, wallOf(now, timezone)), was.hour(), was.minute()), timezone);
}

/** Whole days from today: negative is past, 0 today, 1 tomorrow. */
export function daysUntil(due: string, timezone: string, now: string): number {
  return wallOf(due, timezone).startOf('day').diff(wallOf(now, timezone).startOf('day'), 'day');
}

const WEEKDAYS: [RegExp, number][] = [
  [/\bmon(day)?\b|[周期拜]一/i, 1], [/\btue(s|sday)?\b|[周期拜]二/i, 2], [/\bwed(nesday)?\b|[周期拜]三/i, 3], [/\bthu(rs|rsday)?\b|[周期拜]四/i, 4],
  [/\bfri(day)?\b|[周期拜]五/i, 5], [/\bsat(urday)?\b|[周期拜]六/i, 6], [/\bsun(day)?\b|[周期拜][日天]/i, 0],
];

function mentionedDay(text: string, today: Dayjs): Dayjs | null {
  if (/后天|day after tomorrow/i.test(text)) return today.add(2, 'day');
  if (/\btoday\b|今天|今日/i.test(text)) return today;
  if (/\btomorrow\b|明天|明日/i.test(text)) return today.add(1, 'day');
  const weekday = WEEKDAYS.find(([pattern]) => pattern.test(text))?.[1];
  if (weekday !== undefined) {
    const nextWeek = /下(周|星期|礼拜)/.test(text);
    if (nextWeek) return nextMonday(today).add((weekday + 6) % 7, 'day');
    return today.add(((weekday - today.day() + 7) % 7) || 7, 'day');
  }
  return /\bnext week\b|下周|下星期/i.test(text) ? nextMonday(today) : null;
}

function mentionedTime(text: string): [number, number] | null {
  const clock = /(?:^|\D)([01]?\d|2[0-3])[:：]([0-5]\d)/.exec(text);
  if (clock) return [Number(clock[1]), Number(clock[2])];
  const english = /\b(1[0-2]|[1-9])\s?(am|pm)\b/i.exec(text);
  if (english) return [(Number(english[1]) % 12) + (/pm/i.test(english[2] ?? '') ? 12 : 0), 0];
  const chinese = /(上午|下午|晚上)?\s?(\d{1,2})点(半)?/.exec(text);
  if (!chinese || Number(chinese[2]) > 23) return null;
  const hour = Number(chinese[2]);
  return [chinese[1] && chinese[1] !== '上午' && hour < 12 ? hour + 12 : hour, chinese[3] ? 30 : 0];
}

/** "Call Anna on Friday at 15:00", "明天下午3点回访": the moment that the words name, if any. */
export function dueFromText(text: string, timezone: string, now: string): string | null {
  const today = wallOf(now, timezone);
  const day = mentionedDay(text, today);
  if (!day) return null;
  const time = mentionedTime(text);
  return time ? isoOf(onDay(day, ...time), timezone) : isoOf(onDay(day, day.isSame(today) && today.hour() >= EVENING - 1 ? 23 : EVENING), timezone);
}
