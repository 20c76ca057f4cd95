/** A kind of record while it is described: from its metadata, and to what is sent. Pure functions. */
import type { Labels, ObjectMeta } from '@/api/types';
import { both } from '../draft';
import type { Language } from '../options';

export type Sharing = 'public' | 'read' | 'private';

export interface ObjectDraft {
  labels: Required<Labels>;
  /** Empty: the one proposed from the label. */
  plurals: Required<Labels>;
  /** Empty: the one proposed from the label. */
  name: string;
  icon: string;
  color: string;
  descriptions: Required<Labels>;
  /** What the name of its records is called; empty: "Name". */
  nameLabels: Required<Labels>;
  sharing: Sharing;
  inSearch: boolean;
  inNavigation: boolean;
}

const blank = (): Required<Labels> => ({ en: '', 'zh-CN': '' });
export const isBlank = (labels: Required<Labels>): boolean => !labels.en.trim() && !labels['zh-CN'].trim();

export function newObject(): ObjectDraft {
  return {
    labels: blank(), plurals: blank(), name: '', icon: 'box', color: 'blue', descriptions: blank(), nameLabels: blank(),
    sharing: 'public', inSearch: true, inNavigation: true,
  };
}

export function objectDraftOf(object: ObjectMeta, language: Language): ObjectDraft {
  const { names, custom } = object;
  return {
    labels: apart(names?.label ?? { [language]: object.label }, language),
    plurals: apart(names?.plural_label ?? { [language]: object.plural_label }, language),
    name: object.name,
    icon: object.icon,
    color: custom?.color ?? 'gray',
    descriptions: apart(names?.description ?? {}, language),
    nameLabels: apart(names?.name_label ?? {}, language),
    sharing: 'public',
    inSearch: custom?.in_search ?? true,
    inNavigation: custom?.in_navigation ?? true,
  };
}

/** The body of a new one: only what says something. */
export function toCreateObject(draft: ObjectDraft): Record<string, unknown> {
  return compact({
    label: both(draft.labels),
    plural_label: partly(draft.plurals),
    name: draft.name.trim() || undefined,
    icon: draft.icon,
    color: draft.color,
    description: isBlank(draft.descriptions) ? undefined : both(draft.descriptions),
    name_label: isBlank(draft.nameLabels) ? undefined : both(draft.nameLabels),
    sharing: draft.sharing === 'public' ? undefined : draft.sharing,
    in_search: draft.inSearch ? undefined : false,
    in_navigation: draft.inNavigation ? undefined : false,
  });
}

/** The body of a change: only what differs. An object that is part of Guanxi has labels and an icon, nothing else. */
export function toChangeObject(draft: ObjectDraft, object: ObjectMeta, language: Language): Record<string, unknown> {
  const before = objectDraftOf(object, language);
  const differs = (pick: (one: ObjectDraft) => unknown): boolean => JSON.stringify(pick(draft)) !== JSON.stringify(pick(before));
  const names = {
    label: differs((one) => both(one.labels)) ? both(draft.labels) : undefined,
    plural_label: differs((one) => both(one.plurals)) ? both(isBlank(draft.plurals) ? draft.labels : draft.plurals) : undefined,
    icon: differs((one) => one.icon) ? draft.icon : undefined,
  };
  if (!object.custom) return compact(names);
  return compact({
    ...names,
    color: differs((one) => one.color) ? draft.color : undefined,
    description: differs((one) => both(one.descriptions)) ? (isBlank(draft.descriptions) ? null : both(draft.descriptions)) : undefined,
    name_label: differs((one) => both(one.nameLabels)) && !isBlank(draft.nameLabels) ? both(draft.nameLabels) : undefined,
    in_search: differs((one) => one.inSearch) ? draft.inSearch : undefined,
    in_navigation: differs((one) => one.inNavigation) ? draft.inNavigation : undefined,
  });
}

/** What the server would call many of them; it has the last word. */
export function proposedPlurals(labels: Required<Labels>): Required<Labels> {
  const { en, 'zh-CN': zh } = both(labels);
  return { en: inEnglish(en), 'zh-CN': zh };
}

function inEnglish(word: string): string {
  if (!/[a-z]$/i.test(word)) return word;
  const upper = word.length > 1 && word === word.toUpperCase();
  const ended = (stem: string, ending: string) => stem + (upper ? ending.toUpperCase() : ending);
  if (/[^aeiou\W]y$/i.test(word)) return ended(word.slice(0, -1), 'ies');
  return ended(word, /(s|x|z|ch|sh)$/i.test(word) ? 'es' : 's');
}

/** Between two neighbours in the navigation, one of which may be missing. */
export function positionBetween(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return (after ?? 0) / 2;
  return after === undefined ? before + 1 : (before + after) / 2;
}

/** Only the languages in which something is said: of the others the server makes it. */
function partly(labels: Required<Labels>): Labels | undefined {
  const said = Object.entries(labels).filter(([, text]) => text.trim());
  return said.length ? Object.fromEntries(said.map(([tag, text]) => [tag, text.trim()])) : undefined;
}

function apart(labels: Labels, language: Language): Required<Labels> {
  const { en = '', 'zh-CN': zh = '' } = labels;
  return en === zh ? { ...blank(), [language]: en } : { en, 'zh-CN': zh };
}

function compact(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
