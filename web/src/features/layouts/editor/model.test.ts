import { describe, expect, it } from 'vitest';
import type { LayoutDraft } from '../types';
import { addTab, freshKey, items, likeWide, omit, phoneFields, phoneItems, placedNames, put, putOnPhone, removeItem, removeTab, sectionWith, shift, shiftOnPhone } from './model';
import { bodyOf, draftOf } from './wire';

const words = { en: 'New', 'zh-CN': '新' };
const section = (key: string, area: string, ...names: string[]) => ({ type: 'section', key, area, label: words, fields: names.map((name) => ({ name })) });
const draft: LayoutDraft = draftOf({
  tabs: [
    { key: 'overview', label: words, items: [section('facts', 'left', 'name', 'city'), section('money', 'left', 'amount'), { type: 'component', key: 'story', component: 'timeline', area: 'main' }] },
    { key: 'rest', label: words, items: [{ type: 'related', key: 'deals', relation: 'deals', area: 'main' }] },
  ],
  omitted: ['note'],
});
const keys = (of: LayoutDraft) => of.tabs.map((tab) => tab.items.map((item) => `${item.key}@${item.area}`));
const names = (of: LayoutDraft, key: string) => items(of).flatMap((item) => (item.type === 'section' && item.key === key ? item.fields.map(({ name }) => name) : []));

describe('a field', () => {
  it('goes before another one, also in another section', () => {
    const next = put(draft, { kind: 'field', name: 'city' }, { kind: 'field', name: 'amount' });
    expect([names(next, 'facts'), names(next, 'money')]).toEqual([['name'], ['city', 'amount']]);
  });

  it('comes from the palette, and is no longer left out', () => {
    const next = put(draft, { kind: 'field', name: 'note' }, { kind: 'section', key: 'facts' });
    expect(names(next, 'facts')).toEqual(['name', 'city', 'note']);
    expect(next.omitted).toEqual([]);
  });

  it('makes a section where there is none', () => {
    const next = put(draft, { kind: 'field', name: 'city' }, { kind: 'area', tab: 'rest', area: 'side' }, words);
    expect(keys(next)).toEqual([['facts@left', 'money@left', 'story@main'], ['deals@main', 'section@side']]);
    expect(sectionWith(next, 'city')?.key).toBe('section');
  });

  it('goes off the page', () => {
    expect([...placedNames(put(draft, { kind: 'field', name: 'city' }, { kind: 'palette' }))]).toEqual(['name', 'amount']);
    expect(omit(draft, 'city', true).omitted).toEqual(['note', 'city']);
  });

  it('keeps what was said of it', () => {
    const told = { ...draft, tabs: draft.tabs.map((tab) => ({ ...tab, items: tab.items.map((item) => (item.type === 'section' ? { ...item, fields: item.fields.map((field) => ({ ...field, required: true })) } : item)) })) };
    expect(sectionWith(put(told, { kind: 'field', name: 'city' }, { kind: 'section', key: 'money' }), 'city')?.fields[1]).toMatchObject({ name: 'city', required: true });
  });
});

describe('an item', () => {
  it('goes before another one and into its area', () => {
    expect(keys(put(draft, { kind: 'item', key: 'money' }, { kind: 'item', key: 'story' }))[0]).toEqual(['facts@left', 'money@main', 'story@main']);
  });

  it('goes to another tab', () => {
    expect(keys(put(draft, { kind: 'item', key: 'story' }, { kind: 'tab', key: 'rest' }))).toEqual([['facts@left', 'money@left'], ['deals@main', 'story@main']]);
  });

  it('dropped on itself stays', () => {
    expect(put(draft, { kind: 'item', key: 'facts' }, { kind: 'item', key: 'facts' })).toBe(draft);
    expect(put(draft, { kind: 'field', name: 'city' }, { kind: 'field', name: 'city' })).toBe(draft);
  });
});

describe('without dragging', () => {
  it('fields and items go up and down among their own, no further', () => {
    expect(names(shift(draft, { kind: 'field', name: 'city' }, -1), 'facts')).toEqual(['city', 'name']);
    expect(names(shift(draft, { kind: 'field', name: 'city' }, 1), 'facts')).toEqual(['name', 'city']);
    expect(keys(shift(draft, { kind: 'item', key: 'money' }, -1))[0]).toEqual(['money@left', 'facts@left', 'story@main']);
    expect(shift(draft, { kind: 'tab', key: 'rest' }, -1).tabs.map(({ key }) => key)).toEqual(['rest', 'overview']);
  });
});

describe('on a phone', () => {
  it('follows the wide page, what has no end last', () => {
    const [tab] = draft.tabs;
    expect(tab && phoneItems(tab).map(({ key }) => key)).toEqual(['facts', 'money', 'story']);
  });

  it('has an order of its own, which the wide page does not notice', () => {
    const next = shiftOnPhone(putOnPhone(draft, { kind: 'item', key: 'story' }, { kind: 'item', key: 'facts' }), { kind: 'field', name: 'city' }, -1);
    const [tab] = next.tabs;
    expect(tab && phoneItems(tab).map(({ key }) => key)).toEqual(['story', 'facts', 'money']);
    const facts = sectionWith(next, 'city');
    expect(facts && phoneFields(facts).map(({ name }) => name)).toEqual(['city', 'name']);
    expect(keys(next)).toEqual(keys(draft));
    expect(likeWide(next, 'overview')).toEqual(draft);
  });

  it('forgets what went', () => {
    const next = removeItem(putOnPhone(draft, { kind: 'item', key: 'story' }, { kind: 'item', key: 'facts' }), 'story');
    expect(next.tabs[0]?.phone_order).toEqual(['facts', 'money']);
  });
});

it('the last tab stays', () => {
  const one = removeTab(draft, 'rest');
  expect(one.tabs).toHaveLength(1);
  expect(removeTab(one, 'overview')).toBe(one);
});

it('keys are never given twice', () => {
  expect(freshKey(draft, 'facts')).toBe('facts_2');
  expect(freshKey(draft, 'more')).toBe('more_2');
  expect(freshKey(draft, '客户')).toBe('part');
  expect(addTab(addTab(draft, words), words).tabs.map(({ key }) => key)).toEqual(['overview', 'rest', 'tab', 'tab_2']);
});

it('what is sent says what was read', () => {
  expect(draftOf(bodyOf(draft))).toEqual(draft);
  expect(bodyOf(draft)).toMatchObject({ tabs: [{ items: [{ type: 'section', fields: [{ name: 'name' }, { name: 'city' }] }, {}, {}] }, {}], omitted: ['note'], card: null });
});
