import { describe, expect, it } from 'vitest';
import { addLines, draftOptions, freshValue, moveOption, newOption, optionsToSend } from './options';

const gold = { value: 'gold', label: 'Gold', color: 'yellow', labels: { en: 'Gold', 'zh-CN': '金牌' } };
const tin = { value: 'tin', label: 'Tin', color: 'gray' };

describe('options', () => {
  it('are sent as they came', () => {
    expect(optionsToSend(draftOptions([gold, { ...tin, retired: true }], 'en'))).toEqual([
      { value: 'gold', label: { en: 'Gold', 'zh-CN': '金牌' }, color: 'yellow', retired: false },
      { value: 'tin', label: { en: 'Tin', 'zh-CN': 'Tin' }, color: 'gray', retired: true },
    ]);
  });

  it('get values of their own, never one that is taken', () => {
    const options = [...draftOptions([gold], 'en'), newOption([], 'en', 'Gold!'), newOption([], 'en', 'gold?'), newOption([], 'zh-CN', '白金')];
    expect(optionsToSend(options).map(({ value }) => value)).toEqual(['gold', 'gold_2', 'gold_3', '白金']);
  });

  it('leave out rows that were left empty', () => {
    expect(optionsToSend([newOption([], 'en', '  '), newOption([], 'en', 'A')]).map(({ value }) => value)).toEqual(['a']);
  });

  it('keep a value for what is only signs', () => expect(freshValue('++', new Set())).toBe('++'));

  it('come many at once, without those that are there', () => {
    const options = addLines([...draftOptions([gold, tin], 'en'), newOption([], 'en')], 'Silver\r\n gold \n\n金牌\nBronze\t7\nsilver', 'en');
    expect(options.map(({ labels }) => labels.en)).toEqual(['Gold', 'Tin', 'Silver', 'Bronze']);
  });

  it('are never more than the server takes', () => {
    expect(addLines([], Array.from({ length: 600 }, (_, n) => `Option ${n}`).join('\n'), 'en')).toHaveLength(500);
  });

  it('move to the place of another', () => {
    const options = draftOptions([gold, tin, { ...tin, value: 'lead' }], 'en');
    expect(moveOption(options, 'gold', 'lead').map(({ id }) => id)).toEqual(['tin', 'lead', 'gold']);
    expect(moveOption(options, 'lead', 'gold').map(({ id }) => id)).toEqual(['lead', 'gold', 'tin']);
  });
});
