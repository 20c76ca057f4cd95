/** A moment as wall-clock text in a time zone, and back. */
import dayjs from 'dayjs';
import timezonePlugin from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezonePlugin);

const WALL = 'YYYY-MM-DD HH:mm:ss';

export function toWallClock(iso: string, timezone: string): string {
  return dayjs(iso).tz(timezone).format(WALL);
}

export function fromWallClock(text: string, timezone: string): string {
  return dayjs.tz(text, timezone).utc().format('YYYY-MM-DDTHH:mm:ss[Z]');
}
