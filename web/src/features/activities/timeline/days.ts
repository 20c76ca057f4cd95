/** Groups the timeline by calendar day in the reader's time zone. */
import { toWallClock } from '@/ui/fields/zoned';
import type { TimelineItem } from '../types';

export interface TimelineDay {
  /** YYYY-MM-DD */
  day: string;
  items: TimelineItem[];
}

export function byDay(items: TimelineItem[], timezone: string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const item of items) {
    const day = toWallClock(item.at, timezone).slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

export type TimelineFilter = 'all' | 'activities' | 'changes';

/** A task or meeting still ahead stands among the next steps, above the timeline. */
function isAhead(item: TimelineItem): boolean {
  return item.kind === 'activity' && item.activity.done !== true && item.activity.type !== 'note';
}

export function passes(item: TimelineItem, filter: TimelineFilter): boolean {
  if (isAhead(item)) return false;
  return filter === 'all' || (filter === 'activities') === (item.kind === 'activity');
}

/** A key that stays with its entry when newer ones arrive above it. */
export function keyOf(item: TimelineItem): string {
  return item.kind === 'activity' ? `a-${item.activity.id}` : `c-${item.change.change_set_id ?? ''}-${item.change.op}-${item.at}`;
}
