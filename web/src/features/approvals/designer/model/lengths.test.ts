import { describe, expect, it } from 'vitest';
import { lengthOf, UNITS, withLength } from './lengths';

describe('lengths of deadlines', () => {
  it('reads what it writes', () => {
    for (const unit of UNITS) expect(lengthOf(withLength({ hours: 5 }, { count: 3, unit }))).toEqual({ count: 3, unit });
  });

  it('keeps what follows, and no other length', () => {
    const before = { hours: 48, then: 'escalate', to: { role: 'CFO' } } as const;

    expect(withLength(before, { count: 2, unit: 'working_days' })).toEqual({ working_days: 2, then: 'escalate', to: { role: 'CFO' } });
  });

  it('stays within what can be saved', () => {
    expect(withLength({}, { count: 9999, unit: 'days' })).toEqual({ hours: 8760 });
    expect(withLength({}, { count: Number.NaN, unit: 'working_hours' })).toEqual({ working_hours: 1 });
  });
});
