import { describe, expect, it } from 'vitest';
import { formatCount, formatDate, formatDateTime, formatMoney, formatMoneyShort, formatPercent, formatRelative, inSentence, initialsOf, type FormatContext } from './format';

const en: FormatContext = { language: 'en', timezone: 'America/New_York', currency: 'USD' };
const zh: FormatContext = { language: 'zh-CN', timezone: 'Asia/Shanghai', currency: 'CNY' };

describe('formatting', () => {
  it('writes money in the currency of the record, else of the company', () => {
    expect(formatMoney('1054.00', en)).toBe('$1,054');
    expect(formatMoney('1054.50', en)).toBe('$1,054.50');
    expect(formatMoney('1054.00', zh)).toBe('¥1,054');
    expect(formatMoney('1054.00', zh, 'EUR')).toBe('€1,054');
  });

  it('shortens amounts as each language counts', () => {
    expect(formatMoneyShort('10005534', en)).toBe('$10M');
    expect(formatMoneyShort('10005534', zh)).toBe('¥1000.6万');
  });

  it('says where a count stopped', () => {
    expect(formatCount({ value: 100, capped: true }, en)).toBe('100+');
    expect(formatCount({ value: 100_000, capped: true }, en)).toBe('100,000+');
    expect(formatCount({ value: 999, capped: false }, zh)).toBe('999');
  });

  it('never moves a calendar date across time zones', () => {
    expect(formatDate('2017-01-01', en)).toBe('Jan 1, 2017');
    expect(formatDate('2017-01-01', zh)).toBe('2017年1月1日');
  });

  it('shows a moment in the reader’s time zone', () => {
    expect(formatDateTime('2017-01-01T01:30:00Z', en)).toContain('Dec 31, 2016');
    expect(formatDateTime('2017-01-01T01:30:00Z', zh)).toContain('09:30');
  });

  it('writes percentages and distances in time', () => {
    expect(formatPercent(63.15, en)).toBe('63.15%');
    const now = Date.parse('2026-01-10T00:00:00Z');
    expect(formatRelative('2026-01-07T00:00:00Z', en, now)).toBe('3 days ago');
    expect(formatRelative('2026-01-10T02:00:00Z', zh, now)).toBe('2小时后');
  });

  it.each([
    ['Ada Lovelace', 'AL'],
    ['林晓雯', '晓雯'],
    ['上海远景科技有限公司', '上'],
    ['acme', 'A'],
    ['', '?'],
  ])('takes the initials of %j', (name, initials) => expect(initialsOf(name)).toBe(initials));

  it('lowers a label inside an English sentence only', () => {
    expect(inSentence('Deal', 'en')).toBe('deal');
    expect(inSentence('SLA', 'en')).toBe('SLA');
    expect(inSentence('商机', 'zh-CN')).toBe('商机');
  });
});
