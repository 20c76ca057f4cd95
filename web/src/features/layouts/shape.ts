/** What a layout makes of an object: which fields are asked for, where, and how. Pure functions. */
import type { LayoutDecision, LayoutItem, LayoutMeta, LayoutTab, LayoutsOfObject, PlacedField } from '@/api/layouts';
import type { FieldMeta, ObjectMeta } from '@/api/types';

/** A layout as it is drawn of one record: without the parts that are not shown of it. */
export interface Shape {
  layout: LayoutMeta;
  tabs: LayoutTab[];
  /** Placed fields that a condition keeps from being shown. */
  hidden: ReadonlySet<string>;
}

/** The layout that was decided on; without conditions the first is everybody's. Null for the object's own. */
export function shapeOf(layouts: LayoutsOfObject, decision: Pick<LayoutDecision, 'layout' | 'hidden_parts' | 'hidden_fields'> | undefined): Shape | null {
  const layout = layouts.decided ? layouts.data.find(({ name }) => name === decision?.layout) : layouts.data[0];
  return layout ? shapeBy(layout, decision) : null;
}

export function shapeBy(layout: LayoutMeta, decision?: Pick<LayoutDecision, 'hidden_parts' | 'hidden_fields'>): Shape {
  const parts = new Set(decision?.hidden_parts);
  const hidden = new Set(decision?.hidden_fields);
  for (const tab of layout.tabs) {
    for (const item of tab.items) if (parts.has(tab.key) || parts.has(item.key)) for (const { name } of item.fields ?? []) hidden.add(name);
  }
  const shownItem = (item: LayoutItem): LayoutItem => (item.fields ? { ...item, fields: item.fields.filter(({ name }) => !hidden.has(name)) } : item);
  const tabs = layout.tabs
    .filter(({ key }) => !parts.has(key))
    .map((tab) => ({ ...tab, items: tab.items.filter(({ key }) => !parts.has(key)).map(shownItem).filter(({ type, fields }) => type !== 'section' || fields?.length) }))
    .filter(({ items }) => items.length);
  return { layout, tabs, hidden };
}

export const placedFields = (shape: Shape): PlacedField[] => shape.tabs.flatMap(({ items }) => items.flatMap(({ fields }) => fields ?? []));

/** The field as this page asks for it: stricter than its own rules, never looser. */
export function asPlaced(field: FieldMeta, placed: PlacedField): FieldMeta {
  if (!placed.required && !placed.read_only && !placed.help) return field;
  return { ...field, required: field.required || Boolean(placed.required), read_only: field.read_only || Boolean(placed.read_only), help: placed.help ?? field.help };
}

/** The object as the layout has it: for whatever draws a form or a page by its metadata. */
export function shapedMeta(meta: ObjectMeta, shape: Shape): ObjectMeta {
  const placed = new Map(placedFields(shape).map((one) => [one.name, one]));
  const sections = shape.tabs.flatMap(({ items }) => items.flatMap(({ type, key, label, fields }) => (type === 'section' ? [{ key, label: label ?? '', fields: (fields ?? []).map(({ name }) => name) }] : [])));
  return {
    ...meta,
    fields: meta.fields.map((field) => {
      const one = placed.get(field.name);
      return one ? asPlaced(field, one) : field;
    }),
    layouts: { ...meta.layouts, form: sections, header: shape.layout.header ?? meta.layouts.header },
  };
}

/** In the order in which they stand on a screen of this width. */
export function itemsInOrder(tab: LayoutTab, phone: boolean): LayoutItem[] {
  return phone ? inOrder(tab.items, ({ key }) => key, tab.phone_order) : tab.items;
}

export function fieldsInOrder(item: LayoutItem, phone: boolean): PlacedField[] {
  return phone ? inOrder(item.fields ?? [], ({ name }) => name, item.phone_order ?? []) : (item.fields ?? []);
}

function inOrder<T>(items: T[], nameOf: (item: T) => string, order: string[]): T[] {
  const place = (item: T) => {
    const at = order.indexOf(nameOf(item));
    return at < 0 ? order.length : at;
  };
  return [...items].sort((left, right) => place(left) - place(right));
}

/** Sections of which a condition decides: once shown, they are not hidden behind "more". */
export function conditionalSections(shape: Shape): ReadonlySet<string> {
  return new Set(shape.tabs.flatMap((tab) => tab.items.filter((item) => tab.conditional || item.conditional || item.fields?.some(({ conditional }) => conditional)).map(({ key }) => key)));
}

export const hasComponent = (shape: Shape, name: string): boolean => shape.tabs.some(({ items }) => items.some(({ component }) => component === name));
