import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '@/api/types';
import { draftOf, missingIn, newDraft, proposedName, toChange, toCreate } from './draft';
import { newOption } from './options';

const colour: FieldMeta = {
  name: 'c_colour', type: 'text', label: 'Colour', required: false, read_only: false, unique: false, sortable: true, filterable: true, groupable: false,
  custom: { searchable: false, indexable: true, index: 'none', section: 'more', labels: { en: 'Colour', 'zh-CN': '颜色' } },
};
const industry: FieldMeta = { ...colour, name: 'industry', type: 'choice', custom: undefined, options: [{ value: 'retail', label: 'Retail', color: 'blue' }] };

describe('a new field', () => {
  it('says only what was said', () => {
    const draft = { ...newDraft('text', null), labels: { en: ' Colour ', 'zh-CN': '' } };
    expect(toCreate(draft)).toEqual({ type: 'text', label: { en: 'Colour', 'zh-CN': 'Colour' } });
  });

  it('carries its options, its target, its limits', () => {
    const labels = { en: 'x', 'zh-CN': '' };
    const choice = { ...newDraft('choice', null), labels, options: [newOption([], 'en', 'Gold'), newOption([], 'en')] };
    expect(toCreate(choice).options).toEqual([{ value: 'gold', label: { en: 'Gold', 'zh-CN': 'Gold' }, color: 'blue', retired: false }]);
    expect(toCreate({ ...newDraft('lookup', 'user'), labels })).toMatchObject({ type: 'lookup', target: 'user' });
    expect(toCreate({ ...newDraft('integer', null), labels, minimum: 0, maximum: 9 })).toMatchObject({ minimum: 0, maximum: 9 });
  });

  it('takes an unticked box for no default', () => {
    expect(toCreate({ ...newDraft('boolean', null), labels: { en: 'x', 'zh-CN': '' }, default: false })).not.toHaveProperty('default');
  });

  it('is incomplete without label, options or target', () => {
    const labels = { en: '', 'zh-CN': '名' };
    expect(missingIn(newDraft('text', null))).toBe('label');
    expect(missingIn({ ...newDraft('choice', null), labels, options: [newOption([], 'en')] })).toBe('options');
    expect(missingIn({ ...newDraft('lookup', null), labels })).toBe('target');
    expect(missingIn({ ...newDraft('date', null), labels })).toBeNull();
  });
});

describe('a change', () => {
  it('is empty where nothing differs', () => {
    expect(toChange(draftOf(colour, 'en'), colour, 'en')).toEqual({});
    expect(toChange(draftOf(industry, 'zh-CN'), industry, 'zh-CN')).toEqual({});
  });

  it('names only what differs', () => {
    const draft = { ...draftOf(colour, 'en'), labels: { en: 'Shade', 'zh-CN': '颜色' }, indexed: true };
    expect(toChange(draft, colour, 'en')).toEqual({ label: { en: 'Shade', 'zh-CN': '颜色' }, indexed: true });
  });

  it('takes a help text away', () => {
    const helped = { ...colour, custom: { ...colour.custom!, helps: { en: 'Paint', 'zh-CN': 'Paint' } } };
    expect(toChange({ ...draftOf(helped, 'en'), helps: { en: '', 'zh-CN': '' } }, helped, 'en')).toEqual({ help: null });
  });

  it('lets one text for both languages follow its owner', () => {
    const plain = { ...colour, custom: { ...colour.custom!, labels: { en: 'Colour', 'zh-CN': 'Colour' } } };
    const draft = draftOf(plain, 'zh-CN');
    expect(draft.labels).toEqual({ en: '', 'zh-CN': 'Colour' });
    expect(toChange({ ...draft, labels: { en: '', 'zh-CN': '颜色' } }, plain, 'zh-CN')).toEqual({ label: { en: '颜色', 'zh-CN': '颜色' } });
  });

  it('is of the options alone where the field is not the company’s own', () => {
    const draft = { ...draftOf(industry, 'en'), required: true, options: [newOption([], 'en', 'Trade')] };
    expect(Object.keys(toChange(draft, industry, 'en'))).toEqual(['options']);
  });
});

describe('the proposed name', () => {
  it.each([
    ['Warranty until', 'c_warranty_until'],
    ['  R&D budget (€) ', 'c_r_d_budget'],
    ['Taken', 'c_taken_2'],
  ])('of %s is %s', (en, name) => expect(proposedName({ en, 'zh-CN': '' }, new Set(['c_taken']))).toBe(name));

  it('is spelt by the server where the label is Chinese', () => expect(proposedName({ en: '', 'zh-CN': '质保期' }, new Set())).toBeNull());
  it('is that of the English label where there is one', () => expect(proposedName({ en: 'Warranty', 'zh-CN': '质保期' }, new Set())).toBe('c_warranty'));
});
