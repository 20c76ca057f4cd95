import { describe, expect, it } from 'vitest';
import { isSame, withAnotherSpan, withDates, withDay, withoutSpan, withSpan, type WorkCalendar } from './calendar';

const USUAL: WorkCalendar = { days: [1, 2, 3, 4, 5], hours: [{ opens: '09:00', closes: '12:00' }], holidays: [], workdays: [] };

describe('the working calendar', () => {
  it('keeps days in the order of the week', () => {
    expect(withDay(withDay(USUAL, 3, false), 6, true).days).toEqual([1, 2, 4, 5, 6]);
    expect(isSame(withDay(withDay(USUAL, 3, false), 3, true), USUAL)).toBe(true);
  });

  it('adds a span after a break, changes it, and takes it away', () => {
    const two = withAnotherSpan(USUAL);

    expect(two.hours[1]).toEqual({ opens: '13:00', closes: '16:00' });
    expect(withSpan(two, 1, { closes: '18:30' }).hours[1]).toEqual({ opens: '13:00', closes: '18:30' });
    expect(isSame(withoutSpan(two, 1), USUAL)).toBe(true);
  });

  it('holds a date in one list only', () => {
    const off = withDates(USUAL, 'holidays', ['2026-10-02', '2026-10-01', '2026-10-02']);

    expect(off.holidays).toEqual(['2026-10-01', '2026-10-02']);
    expect(withDates(off, 'workdays', ['2026-10-02'])).toMatchObject({ holidays: ['2026-10-01'], workdays: ['2026-10-02'] });
  });
});
