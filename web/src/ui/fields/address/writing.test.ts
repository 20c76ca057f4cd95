import { describe, expect, it } from 'vitest';
import { divisionsOf } from './divisions';
import examples from './examples.json';
import { writeAddress } from './writing';

describe('an address', () => {
  it.each(examples.map((example) => [example.lines.join(' | '), example] as const))('is written %s', (_, { parts, locale, lines }) => {
    expect(writeAddress(parts, locale)).toEqual(lines);
  });
});

describe('the divisions of China', () => {
  it('lead from provinces to districts', () => {
    expect(divisionsOf({}).state).toContain('广东省');
    expect(divisionsOf({ state: '广东省' }).city).toContain('深圳市');
    expect(divisionsOf({ state: '广东省', city: '深圳市' }).district).toContain('南山区');
    expect(divisionsOf({ state: '上海市' }).city).toEqual(['上海市']);
  });

  it('offer nothing below what is not in the list', () => {
    expect(divisionsOf({ state: 'Guangdong', city: 'Shenzhen' })).toMatchObject({ city: [], district: [] });
  });
});
