/** How long a deadline is: a number of one of four units. Days are twenty-four hours of the clock, unless they are working days. */
import type { Deadline } from './types';

export const UNITS = ['hours', 'days', 'working_hours', 'working_days'] as const;
export type Unit = (typeof UNITS)[number];

export interface Length {
  count: number;
  unit: Unit;
}

const DAY = 24;
/** As the API admits them. */
export const MOST: Record<Unit, number> = { hours: 8760, days: 365, working_hours: 1000, working_days: 365 };

export function lengthOf({ hours, working_hours, working_days }: Deadline): Length {
  if (working_days) return { count: working_days, unit: 'working_days' };
  if (working_hours) return { count: working_hours, unit: 'working_hours' };
  const every = hours ?? DAY;
  return every % DAY === 0 ? { count: every / DAY, unit: 'days' } : { count: every, unit: 'hours' };
}

/** The deadline with another length. A day in hours reads as one day afterwards: it is the same. */
export function withLength({ then, to }: Deadline, { count, unit }: Length): Deadline {
  const whole = Math.min(MOST[unit], Math.max(1, Math.round(count) || 1));
  const rest = { ...(then === undefined ? {} : { then }), ...(to === undefined ? {} : { to }) };
  if (unit === 'working_days') return { working_days: whole, ...rest };
  if (unit === 'working_hours') return { working_hours: whole, ...rest };
  return { hours: unit === 'days' ? whole * DAY : whole, ...rest };
}
