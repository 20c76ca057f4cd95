import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';
import { spanOf, todayIn } from './periods';
import { isNarrowed, readSalesSearch, toQuery } from './search';

describe('periods', () => {
  it.each([
    ['this_quarter', '2026-11-22', { from: '2026-10-01', to: '2026-12-31' }],
    ['last_quarter', '2026-02-10', { from: '2025-10-01', to: '2025-12-31' }],
    ['this_year', '2026-02-10', { from: '2026-01-01', to: '2026-12-31' }],
    ['last_year', '2026-02-10', { from: '2025-01-01', to: '2025-12-31' }],
    ['last_12_months', '2026-11-22', { from: '2025-11-23', to: '2026-11-22' }],
    ['all', '2026-11-22', {}],
  ] as const)('%s on %s', (period, today, span) => expect(spanOf(period, today)).toEqual(span));

  it('takes the day of the reader', () => {
    const moment = new Date('2026-12-31T20:00:00Z');
    expect(todayIn('Asia/Shanghai', moment)).toBe('2027-01-01');
    expect(todayIn('America/New_York', moment)).toBe('2026-12-31');
  });
});

describe('address', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(readSalesSearch({ period: 'last_year', owner: 'x', from: 'yesterday', junk: '1', office: '' })).toEqual({ period: 'last_year', owner: 'x' });
    expect(readSalesSearch({ from: '2017-01-01' })).toEqual({ from: '2017-01-01', period: 'custom' });
    expect(readSalesSearch({ period: 'all' })).toEqual({});
    expect(isNarrowed({})).toBe(false);
  });
  it('asks the server for days', () => {
    expect(toQuery({ period: 'this_quarter', office: 'West' }, '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-12-31', office: 'West' });
    expect(toQuery({ period: 'custom', from: '2017-01-01' }, '2026-11-22')).toEqual({ from: '2017-01-01', to: undefined });
    expect(toQuery({ filter: 'amount > 1' }, '2026-11-22')).toEqual({ filter: 'amount > 1' });
  });
});

describe('toCsv', () => {
  it('quotes, and makes formulas harmless', () => {
    expect(toCsv(['a', 'b'], [['x, "y"', 1], ['=1+1', -2.5], [null, 0]])).toBe('\uFEFFa,b\r\n"x, ""y""",1\r\n\'=1+1,-2.5\r\n,0\r\n');
  });
});
