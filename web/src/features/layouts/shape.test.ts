import { describe, expect, it } from 'vitest';
import type { LayoutMeta, LayoutsOfObject } from '@/api/layouts';
import type { ObjectMeta } from '@/api/types';
import { conditionalSections, fieldsInOrder, itemsInOrder, shapeBy, shapedMeta, shapeOf } from './shape';

const page = {
  name: 'page',
  label: 'Page',
  conditional: true,
  quick_create: null,
  card: null,
  header: ['amount'],
  tabs: [
    {
      key: 'overview',
      label: 'Overview',
      phone_order: ['story', 'facts', 'large'],
      items: [
        { type: 'section', key: 'facts', area: 'left', label: 'Facts', columns: 1, fields: [{ name: 'name', width: 1 }, { name: 'city', width: 1, required: true, help: 'Where' }], phone_order: ['city', 'name'] },
        { type: 'section', key: 'large', area: 'left', label: 'Large', columns: 2, conditional: true, fields: [{ name: 'amount', width: 2, read_only: true }], phone_order: ['amount'] },
        { type: 'component', key: 'story', area: 'main', component: 'timeline' },
      ],
    },
    { key: 'more_tab', label: 'Rest', phone_order: ['rest'], items: [{ type: 'section', key: 'rest', area: 'main', label: 'Rest', columns: 1, fields: [{ name: 'note', width: 1 }], phone_order: ['note'] }] },
  ],
} as LayoutMeta;
const layouts = (more: Partial<LayoutsOfObject>) => ({ data: [page], decided: false, reads: [], components: [], ...more }) as LayoutsOfObject;
const meta = {
  fields: ['name', 'city', 'amount', 'note'].map((name) => ({ name, label: name, required: name === 'name', read_only: false })),
  layouts: { form: [], header: ['note'], list: [], board: null },
} as unknown as ObjectMeta;

describe('shapeOf', () => {
  it('takes the first where nothing has to be decided, and the one decided on otherwise', () => {
    expect(shapeOf(layouts({}), undefined)?.layout.name).toBe('page');
    expect(shapeOf(layouts({ decided: true }), undefined)).toBeNull();
    expect(shapeOf(layouts({ decided: true }), { layout: null, hidden_parts: [], hidden_fields: [] })).toBeNull();
    expect(shapeOf(layouts({ data: [] }), undefined)).toBeNull();
  });
});

describe('shapeBy', () => {
  it('leaves out parts that are not shown, and what stands in them', () => {
    const shape = shapeBy(page, { hidden_parts: ['large', 'more_tab'], hidden_fields: ['city'] });
    expect(shape.tabs.map(({ key, items }) => [key, items.map((item) => item.key)])).toEqual([['overview', ['facts', 'story']]]);
    expect([...shape.hidden].sort()).toEqual(['amount', 'city', 'note']);
  });

  it('leaves out a section that has no field left', () => {
    expect(shapeBy(page, { hidden_parts: [], hidden_fields: ['amount'] }).tabs[0]?.items.map(({ key }) => key)).toEqual(['facts', 'story']);
  });
});

describe('shapedMeta', () => {
  it('is stricter than the fields, never looser, and has the sections of the layout', () => {
    const shaped = shapedMeta(meta, shapeBy(page));
    expect(shaped.fields.map(({ name, required, read_only, help }) => [name, required, read_only, help])).toEqual([
      ['name', true, false, undefined], ['city', true, false, 'Where'], ['amount', false, true, undefined], ['note', false, false, undefined],
    ]);
    expect(shaped.layouts.form.map(({ key, fields }) => [key, fields])).toEqual([['facts', ['name', 'city']], ['large', ['amount']], ['rest', ['note']]]);
    expect(shaped.layouts.header).toEqual(['amount']);
  });
});

describe('on a phone', () => {
  const [tab] = page.tabs;
  it('items and fields have an order of their own', () => {
    expect(tab && itemsInOrder(tab, true).map(({ key }) => key)).toEqual(['story', 'facts', 'large']);
    expect(tab && itemsInOrder(tab, false).map(({ key }) => key)).toEqual(['facts', 'large', 'story']);
    expect(tab?.items[0] && fieldsInOrder(tab.items[0], true).map(({ name }) => name)).toEqual(['city', 'name']);
  });
});

it('knows the sections of which a condition decides', () => {
  expect([...conditionalSections(shapeBy(page))]).toEqual(['large']);
});
