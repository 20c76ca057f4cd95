import { describe, expect, it } from 'vitest';
import { nameFrom } from './names';

describe('names of definitions', () => {
  it('are made of what a person says', () => {
    expect(nameFrom('Won needs an amount!', 'rule', [])).toBe('won_needs_an_amount');
  });

  it('are free', () => {
    expect(nameFrom('Big deals', 'rule', ['big_deals', 'big_deals_2'])).toBe('big_deals_3');
  });

  it('exist for any language', () => {
    expect(nameFrom('赢单必须有金额', 'validation_rule', [])).toBe('validation_rule');
    expect(nameFrom('2026年', 'rule', [])).toBe('rule');
  });
});
