import { describe, expect, it } from 'vitest';
import { daysUntil, dueAt, dueFromText, putOff } from './dueDates';

const SHANGHAI = 'Asia/Shanghai';
// Wednesday 2026-11-18, 10:00 in Shanghai.
const NOW = '2026-11-18T02:00:00Z';

describe('dueAt', () => {
  it('means the end of the working day where the person is', () => {
    expect(dueAt('today', SHANGHAI, NOW)).toBe('2026-11-18T10:00:00Z');
    expect(dueAt('tomorrow', SHANGHAI, NOW)).toBe('2026-11-19T10:00:00Z');
    expect(dueAt('next_week', SHANGHAI, NOW)).toBe('2026-11-23T10:00:00Z');
  });

  it('never gives a task for today that is overdue at once', () => {
    expect(dueAt('today', SHANGHAI, '2026-11-18T12:00:00Z')).toBe('2026-11-18T15:59:00Z');
  });

  it('takes the coming Monday, on a Monday and on a Sunday too', () => {
    expect(dueAt('next_week', 'UTC', '2026-11-23T08:00:00Z')).toBe('2026-11-30T18:00:00Z');
    expect(dueAt('next_week', 'UTC', '2026-11-22T08:00:00Z')).toBe('2026-11-23T18:00:00Z');
  });

  it('keeps the hour across a change of daylight time', () => {
    expect(dueAt('next_week', 'Europe/Berlin', '2026-03-27T08:00:00Z')).toBe('2026-03-30T16:00:00Z');
  });
});

describe('putOff', () => {
  it('keeps the hour of the task', () => {
    expect(putOff('2026-11-10T06:30:00Z', 'tomorrow', SHANGHAI, NOW)).toBe('2026-11-19T06:30:00Z');
  });
});

describe('daysUntil', () => {
  it('counts calendar days, not hours', () => {
    expect(daysUntil('2026-11-18T15:59:00Z', SHANGHAI, NOW)).toBe(0);
    expect(daysUntil('2026-11-18T16:01:00Z', SHANGHAI, NOW)).toBe(1);
    expect(daysUntil('2026-11-17T10:00:00Z', SHANGHAI, NOW)).toBe(-1);
  });
});

describe('dueFromText', () => {
  it.each([
    ['Call Anna tomorrow', '2026-11-19T10:00:00Z'],
    ['Call Anna on Friday at 15:00', '2026-11-20T07:00:00Z'],
    ['Send it wed', '2026-11-25T10:00:00Z'],
    ['Lunch today 1pm', '2026-11-18T05:00:00Z'],
    ['Plan next week', '2026-11-23T10:00:00Z'],
    ['明天下午3点半回访王总', '2026-11-19T07:30:00Z'],
    ['下周三拜访客户', '2026-11-25T10:00:00Z'],
    ['周五前发报价', '2026-11-20T10:00:00Z'],
    ['后天交合同', '2026-11-20T10:00:00Z'],
  ])('%s', (text, due) => {
    expect(dueFromText(text, SHANGHAI, NOW)).toBe(due);
  });

  it('says nothing when no day is named', () => {
    expect(dueFromText('Mondelez: call at 15:00', SHANGHAI, NOW)).toBeNull();
  });
});
