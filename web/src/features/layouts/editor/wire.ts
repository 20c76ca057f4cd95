/** Between the editor's draft and what the API keeps: on the wire, what says nothing is left out. */
import type { ObjectMeta } from '@/api/types';
import { ACTIVITIES } from '@/features/activities/activity';
import type { Area, ItemDraft, LayoutDraft, PlacedDraft, TabDraft, Texts } from '../types';

type Json = Record<string, unknown>;

export const NO_TEXT: Texts = { en: '', 'zh-CN': '' };

const textsOf = (given: unknown): Texts => ({ ...NO_TEXT, ...(given as Partial<Texts> | null | undefined) });
const text = (given: unknown): string => (typeof given === 'string' ? given : '');
const list = <T = Json>(given: unknown): T[] => (Array.isArray(given) ? (given as T[]) : []);
const isBlank = (texts: Texts): boolean => !texts.en.trim() && !texts['zh-CN'].trim();

export function draftOf(body: unknown): LayoutDraft {
  const given = body as Json;
  const audience = (given.for ?? {}) as Json;
  return {
    tabs: list(given.tabs).map(tabOf),
    access: list<string>(audience.access),
    roles: list<string>(audience.roles),
    permission_sets: list<string>(audience.permission_sets),
    teams: list<string>(audience.teams),
    when: text(given.when),
    omitted: list<string>(given.omitted),
    quick_create: list<string>(given.quick_create),
    card: list<string>(given.card),
    header: list<string>(given.header),
  };
}

function tabOf(given: Json): TabDraft {
  return { key: text(given.key), label: textsOf(given.label), visible_when: text(given.visible_when), items: list(given.items).map(itemOf), phone_order: list<string>(given.phone_order) };
}

function itemOf(given: Json): ItemDraft {
  const base = { key: text(given.key), area: (given.area as Area | undefined) ?? 'main', visible_when: text(given.visible_when) };
  if (given.type === 'section')
    return { ...base, type: 'section', label: textsOf(given.label), columns: Number(given.columns ?? 1), collapsed: Boolean(given.collapsed), fields: list(given.fields).map(placedOf), phone_order: list<string>(given.phone_order) };
  if (given.type === 'related')
    return { ...base, type: 'related', relation: text(given.relation), label: textsOf(given.label), columns: list<string>(given.columns), rows: Number(given.rows ?? 5), sort: text(given.sort) };
  return { ...base, type: 'component', component: text(given.component) };
}

function placedOf(given: Json): PlacedDraft {
  return { name: text(given.name), width: Number(given.width ?? 1), required: Boolean(given.required), read_only: Boolean(given.read_only), help: textsOf(given.help), visible_when: text(given.visible_when) };
}

export function bodyOf(draft: LayoutDraft): Json {
  const orNull = (names: string[]) => (names.length ? names : null);
  return {
    tabs: draft.tabs.map((tab) => ({ key: tab.key, label: tab.label, ...condition(tab), items: tab.items.map(wireItem), phone_order: tab.phone_order })),
    for: { access: draft.access, roles: draft.roles, teams: draft.teams, permission_sets: draft.permission_sets },
    ...(draft.when.trim() && { when: draft.when }),
    omitted: draft.omitted,
    quick_create: orNull(draft.quick_create),
    card: orNull(draft.card),
    header: orNull(draft.header),
  };
}

const condition = ({ visible_when }: { visible_when: string }) => (visible_when.trim() ? { visible_when } : {});

function wireItem(item: ItemDraft): Json {
  const base = { type: item.type, key: item.key, area: item.area, ...condition(item) };
  if (item.type === 'section') return { ...base, label: item.label, columns: item.columns, collapsed: item.collapsed, fields: item.fields.map(wirePlaced), phone_order: item.phone_order };
  if (item.type === 'related') return { ...base, relation: item.relation, rows: item.rows, columns: item.columns, ...(!isBlank(item.label) && { label: item.label }), ...(item.sort && { sort: item.sort }) };
  return { ...base, component: item.component };
}

function wirePlaced({ name, width, required, read_only, help, visible_when }: PlacedDraft): Json {
  return { name, ...(width > 1 && { width }), ...(required && { required }), ...(read_only && { read_only }), ...(!isBlank(help) && { help }), ...condition({ visible_when }) };
}

export const placed = (name: string): PlacedDraft => ({ name, width: 1, required: false, read_only: false, help: NO_TEXT, visible_when: '' });

/** What a new layout begins with: the page as it is without one, of the components that there are. `words` are of both languages. */
export function standardDraft(meta: ObjectMeta, words: { overview: Texts; labelOf: (label: string) => Texts }, components: string[]): LayoutDraft {
  const sections = meta.layouts.form.map(
    ({ key, label, fields }): ItemDraft => ({
      type: 'section', key: key === 'more' ? 'other' : key, area: 'left', label: words.labelOf(label), columns: 1, collapsed: false, visible_when: '', phone_order: [],
      fields: fields.filter((name) => name !== meta.title_field).map(placed),
    }),
  );
  const parts = (names: string[], area: Area): ItemDraft[] => names.filter((name) => components.includes(name)).map((name) => ({ type: 'component', key: name, component: name, area, visible_when: '' }));
  const lists = meta.relations
    .filter(({ name }) => name !== ACTIVITIES)
    .slice(0, 20)
    .map(({ name }): ItemDraft => ({ type: 'related', key: `list_${name}`.slice(0, 60), relation: name, area: 'side', label: NO_TEXT, columns: [], rows: 5, sort: '', visible_when: '' }));
  const items = [...sections.filter((one) => one.type === 'section' && one.fields.length), ...parts(['timeline'], 'main'), ...parts(['approvals', 'links'], 'side'), ...lists, ...parts(['access', 'files'], 'side')];
  return {
    tabs: [{ key: 'overview', label: words.overview, visible_when: '', items, phone_order: [] }],
    access: [], roles: [], teams: [], permission_sets: [], when: '', omitted: [],
    quick_create: [], card: [], header: [],
  };
}
