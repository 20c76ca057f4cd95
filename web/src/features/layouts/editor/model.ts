/** What the editor does to a layout. Pure functions: each gives the next draft, or the same one where nothing changes. */
import type { Area, ItemDraft, LayoutDraft, PlacedDraft, SectionDraft, TabDraft, Texts } from '../types';
import { AREAS } from '../types';
import { NO_TEXT, placed } from './wire';

export const MOST_TABS = 12;

/** What is being changed: the layout itself, a tab, an item or a field. */
export type Selected = { kind: 'tab' | 'item'; key: string } | { kind: 'field'; name: string } | null;

/** Where something is put: before another thing, at the end of a section or area, onto a tab, or off the page. */
export type Target =
  | { kind: 'field'; name: string }
  | { kind: 'section'; key: string }
  | { kind: 'item'; key: string }
  | { kind: 'area'; tab: string; area: Area }
  | { kind: 'tab'; key: string }
  | { kind: 'palette' };

/** What is put there: something on the page, or something that comes to it. */
export type Carried = { kind: 'field'; name: string } | { kind: 'item'; key: string } | { kind: 'new'; item: ItemDraft };

export const items = (draft: LayoutDraft): ItemDraft[] => draft.tabs.flatMap((tab) => tab.items);
export const itemOf = (draft: LayoutDraft, key: string): ItemDraft | undefined => items(draft).find((item) => item.key === key);
export const tabWith = (draft: LayoutDraft, key: string): TabDraft | undefined => draft.tabs.find((tab) => tab.items.some((item) => item.key === key));
export const sectionWith = (draft: LayoutDraft, name: string): SectionDraft | undefined =>
  items(draft).find((item): item is SectionDraft => item.type === 'section' && item.fields.some((field) => field.name === name));
export const placedOf = (draft: LayoutDraft, name: string): PlacedDraft | undefined => sectionWith(draft, name)?.fields.find((field) => field.name === name);
export const placedNames = (draft: LayoutDraft): Set<string> => new Set(items(draft).flatMap((item) => (item.type === 'section' ? item.fields.map(({ name }) => name) : [])));

export function freshKey(draft: LayoutDraft, stem: string): string {
  const taken = new Set(['more', ...draft.tabs.map(({ key }) => key), ...items(draft).map(({ key }) => key)]);
  const base = stem.toLowerCase().replace(/[^a-z0-9_]+/g, '_').replace(/^[^a-z]+/, '').slice(0, 50) || 'part';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}

export function newSection(draft: LayoutDraft, label: Texts, area: Area = 'main', fields: PlacedDraft[] = []): SectionDraft {
  return { type: 'section', key: freshKey(draft, 'section'), area, label, columns: area === 'main' ? 2 : 1, collapsed: false, visible_when: '', fields, phone_order: [] };
}

export function addTab(draft: LayoutDraft, label: Texts): LayoutDraft {
  return { ...draft, tabs: [...draft.tabs, { key: freshKey(draft, 'tab'), label, visible_when: '', items: [], phone_order: [] }] };
}

export function changeTab(draft: LayoutDraft, key: string, change: Partial<TabDraft>): LayoutDraft {
  return { ...draft, tabs: draft.tabs.map((tab) => (tab.key === key ? { ...tab, ...change } : tab)) };
}

/** Its fields become those without a place. The last tab stays. */
export function removeTab(draft: LayoutDraft, key: string): LayoutDraft {
  return draft.tabs.length < 2 ? draft : { ...draft, tabs: draft.tabs.filter((tab) => tab.key !== key) };
}

export function moveTab(draft: LayoutDraft, key: string, by: -1 | 1): LayoutDraft {
  const at = draft.tabs.findIndex((tab) => tab.key === key);
  return at < 0 ? draft : { ...draft, tabs: swapped(draft.tabs, at, at + by) };
}

export function changeItem(draft: LayoutDraft, key: string, change: Partial<ItemDraft>): LayoutDraft {
  return mapItems(draft, (item) => (item.key === key ? ({ ...item, ...change } as ItemDraft) : item));
}

export function removeItem(draft: LayoutDraft, key: string): LayoutDraft {
  return { ...draft, tabs: draft.tabs.map((tab) => (tab.items.some((item) => item.key === key) ? { ...tab, items: tab.items.filter((item) => item.key !== key), phone_order: without(tab.phone_order, key) } : tab)) };
}

export function changeField(draft: LayoutDraft, name: string, change: Partial<PlacedDraft>): LayoutDraft {
  return mapItems(draft, (item) => (item.type === 'section' ? { ...item, fields: item.fields.map((field) => (field.name === name ? { ...field, ...change } : field)) } : item));
}

export function removeField(draft: LayoutDraft, name: string): LayoutDraft {
  return mapItems(draft, (item) => (item.type === 'section' && item.fields.some((field) => field.name === name) ? { ...item, fields: item.fields.filter((field) => field.name !== name), phone_order: without(item.phone_order, name) } : item));
}

/** Left out of the page, or shown with the others that have no place. */
export function omit(draft: LayoutDraft, name: string, omitted: boolean): LayoutDraft {
  return { ...draft, omitted: omitted ? [...without(draft.omitted, name), name] : without(draft.omitted, name) };
}

export function put(draft: LayoutDraft, carried: Carried, target: Target, label: Texts = NO_TEXT): LayoutDraft {
  return carried.kind === 'field' ? putField(draft, carried.name, target, label) : putItem(draft, carried, target);
}

/** Onto an area, a field makes a section of its own. */
function putField(draft: LayoutDraft, name: string, target: Target, label: Texts): LayoutDraft {
  if (target.kind === 'field' && target.name === name) return draft;
  const field = placedOf(draft, name) ?? placed(name);
  const rest = omit(removeField(draft, name), name, false);
  switch (target.kind) {
    case 'palette':
      return removeField(draft, name);
    case 'field':
      return mapItems(rest, (item) => (item.type === 'section' ? { ...item, fields: insertedBefore(item.fields, field, (one) => one.name === target.name) } : item));
    case 'section':
    case 'item':
      return itemOf(draft, target.key)?.type === 'section'
        ? mapItems(rest, (item) => (item.type === 'section' && item.key === target.key ? { ...item, fields: [...item.fields, field] } : item))
        : draft;
    case 'area':
      return changeTabItems(rest, target.tab, (all) => [...all, newSection(draft, label, target.area, [field])]);
    case 'tab': {
      const section = draft.tabs.find(({ key }) => key === target.key)?.items.find((item) => item.type === 'section');
      return section ? putField(draft, name, { kind: 'section', key: section.key }, label) : putField(draft, name, { kind: 'area', tab: target.key, area: 'main' }, label);
    }
  }
}

function putItem(draft: LayoutDraft, carried: Exclude<Carried, { kind: 'field' }>, target: Target): LayoutDraft {
  const item = carried.kind === 'new' ? carried.item : itemOf(draft, carried.key);
  if (!item) return draft;
  const rest = removeItem(draft, item.key);
  switch (target.kind) {
    case 'palette':
      return carried.kind === 'new' ? draft : rest;
    case 'field': {
      const section = sectionWith(draft, target.name);
      return section ? putItem(draft, carried, { kind: 'item', key: section.key }) : draft;
    }
    case 'section':
    case 'item': {
      if (target.key === item.key) return draft;
      const area = itemOf(draft, target.key)?.area ?? item.area;
      return { ...rest, tabs: rest.tabs.map((tab) => ({ ...tab, items: insertedBefore(tab.items, { ...item, area }, (one) => one.key === target.key) })) };
    }
    case 'area':
      return changeTabItems(rest, target.tab, (all) => [...all, { ...item, area: target.area }]);
    case 'tab':
      return changeTabItems(rest, target.key, (all) => [...all, item]);
  }
}

/** One place up or down among its own: the alternative to carrying it. */
export function shift(draft: LayoutDraft, selected: Selected, by: -1 | 1): LayoutDraft {
  if (selected?.kind === 'tab') return moveTab(draft, selected.key, by);
  if (selected?.kind === 'field')
    return mapItems(draft, (item) => {
      const at = item.type === 'section' ? item.fields.findIndex(({ name }) => name === selected.name) : -1;
      return item.type === 'section' && at >= 0 ? { ...item, fields: swapped(item.fields, at, at + by) } : item;
    });
  if (selected?.kind !== 'item') return draft;
  const area = itemOf(draft, selected.key)?.area;
  return {
    ...draft,
    tabs: draft.tabs.map((tab) => {
      const own = tab.items.filter((item) => item.area === area);
      const at = own.findIndex(({ key }) => key === selected.key);
      const moved = at < 0 ? own : swapped(own, at, at + by);
      return at < 0 ? tab : { ...tab, items: AREAS.flatMap((one) => (one === area ? moved : tab.items.filter((item) => item.area === one))) };
    }),
  };
}

/** The order on a phone: as declared, the rest behind it in the order of the wide page. */
export function phoneItems(tab: TabDraft): ItemDraft[] {
  const endless = (item: ItemDraft) => Number(item.type === 'component' && item.component === 'timeline');
  const wide = [...tab.items].sort((left, right) => endless(left) - endless(right) || AREAS.indexOf(left.area) - AREAS.indexOf(right.area));
  return ordered(wide, ({ key }) => key, tab.phone_order);
}

export const phoneFields = (section: SectionDraft): PlacedDraft[] => ordered(section.fields, ({ name }) => name, section.phone_order);

/** Puts an item or a field before another one, on a phone only. */
export function putOnPhone(draft: LayoutDraft, carried: Carried, target: Target): LayoutDraft {
  if (carried.kind === 'item' && (target.kind === 'item' || target.kind === 'section')) {
    return { ...draft, tabs: draft.tabs.map((tab) => reordered(tab, phoneItems(tab).map(({ key }) => key), carried.key, target.key)) };
  }
  if (carried.kind === 'field' && target.kind === 'field') {
    return mapItems(draft, (item) => (item.type === 'section' ? reordered(item, phoneFields(item).map(({ name }) => name), carried.name, target.name) : item));
  }
  return draft;
}

export function shiftOnPhone(draft: LayoutDraft, selected: Selected, by: -1 | 1): LayoutDraft {
  if (selected?.kind === 'item') {
    return { ...draft, tabs: draft.tabs.map((tab) => shifted(tab, phoneItems(tab).map(({ key }) => key), selected.key, by)) };
  }
  if (selected?.kind === 'field') {
    return mapItems(draft, (item) => (item.type === 'section' ? shifted(item, phoneFields(item).map(({ name }) => name), selected.name, by) : item));
  }
  return draft;
}

export function likeWide(draft: LayoutDraft, tabKey: string): LayoutDraft {
  return { ...draft, tabs: draft.tabs.map((tab) => (tab.key === tabKey ? { ...tab, phone_order: [], items: tab.items.map((item) => (item.type === 'section' ? { ...item, phone_order: [] } : item)) } : tab)) };
}

export const hasPhoneOrder = (tab: TabDraft): boolean => tab.phone_order.length > 0 || tab.items.some((item) => item.type === 'section' && item.phone_order.length > 0);

function shifted<T extends { phone_order: string[] }>(of: T, names: string[], name: string, by: -1 | 1): T {
  const at = names.indexOf(name);
  return at < 0 ? of : { ...of, phone_order: swapped(names, at, at + by) };
}

function reordered<T extends { phone_order: string[] }>(of: T, names: string[], name: string, before: string): T {
  if (name === before || !names.includes(name) || !names.includes(before)) return of;
  return { ...of, phone_order: insertedBefore(without(names, name), name, (one) => one === before) };
}

function ordered<T>(all: T[], nameOf: (one: T) => string, first: string[]): T[] {
  const named = first.flatMap((name) => all.filter((one) => nameOf(one) === name));
  return [...named, ...all.filter((one) => !named.includes(one))];
}

function changeTabItems(draft: LayoutDraft, key: string, change: (items: ItemDraft[]) => ItemDraft[]): LayoutDraft {
  return { ...draft, tabs: draft.tabs.map((tab) => (tab.key === key ? { ...tab, items: change(tab.items) } : tab)) };
}

function mapItems(draft: LayoutDraft, change: (item: ItemDraft) => ItemDraft): LayoutDraft {
  return { ...draft, tabs: draft.tabs.map((tab) => ({ ...tab, items: tab.items.map(change) })) };
}

function insertedBefore<T>(all: T[], one: T, isPlace: (each: T) => boolean): T[] {
  const at = all.findIndex(isPlace);
  return at < 0 ? all : [...all.slice(0, at), one, ...all.slice(at)];
}

function swapped<T>(all: T[], left: number, right: number): T[] {
  const next = [...all];
  const [one, other] = [all[left], all[right]];
  if (one === undefined || other === undefined) return all;
  next[left] = other;
  next[right] = one;
  return next;
}

const without = (names: string[], name: string): string[] => names.filter((each) => each !== name);
