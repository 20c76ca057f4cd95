/** A field of the company's own while it is described: from its metadata, and to what is sent. Pure functions. */
import type { FieldMeta, FieldScalar, FileRules, Labels, Numbering } from '@/api/types';
import type { DeclaredType } from './types';
import { draftOptions, filledOptions, optionsToSend, type Language, type OptionDraft } from './options';
import { hasManyTargets, hasOptions, holdsFiles, isPointing, isSealed, takesDecimals } from './abilities';

export interface FieldDraft {
  type: DeclaredType;
  /** Object that a lookup points to. */
  target: string | null;
  /** Objects of which a lookup to several points at one. */
  targets: string[];
  labels: Required<Labels>;
  /** Empty: the one proposed from the label. */
  name: string;
  helps: Required<Labels>;
  required: boolean;
  unique: boolean;
  searchable: boolean;
  indexed: boolean;
  options: OptionDraft[];
  dependsOn: DependencyDraft | null;
  /** Of fields that hold files. */
  files: FileRules | null;
  /** Of encrypted texts. */
  shownLast: number;
  numbering: Numbering | null;
  pattern: string;
  decimals: number | null;
  defaultExpression: string;
  maxLength: number | null;
  minimum: number | null;
  maximum: number | null;
  default: FieldScalar;
  /** Key of a section of the form. */
  section: string;
  /** The expression of a formula. */
  formula: string;
  rollup: RollupDraft;
  /** Records are parts of those that the lookup points to. */
  detailOf: boolean;
  reparentable: boolean;
  /** The list of the records that point to one, on its page. */
  relatedHidden: boolean;
  relatedLabels: Required<Labels>;
}

/** A figure over related records; `object` and `lookup` together are the relation. */
export interface RollupDraft {
  object: string;
  lookup: string;
  function: RollupFunction;
  field: string;
  condition: string;
}

export const ROLLUP_FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type RollupFunction = (typeof ROLLUP_FUNCTIONS)[number];

/** By the options of the other field, the ids of those that go with them. */
export interface DependencyDraft {
  field: string;
  allowed: Record<string, string[]>;
}

export const FIRST_NUMBERING: Numbering = { pattern: 'NO-{yyyy}-{0000}', restart: 'year', start: 1 };
export const FIRST_FILES: FileRules = { most: 1, kinds: [], largest_mb: null };
export const LAST_SECTION = 'more';
export function newDraft(type: DeclaredType, target: string | null): FieldDraft {
  return {
    type, target, targets: [], labels: blank(), name: '', helps: blank(), required: false, unique: false, searchable: false, indexed: false,
    options: [], dependsOn: null, files: holdsFiles(type) ? FIRST_FILES : null, shownLast: isSealed(type) ? 4 : 0, numbering: type === 'auto_number' ? FIRST_NUMBERING : null, pattern: '', decimals: null, defaultExpression: '', maxLength: null, minimum: null, maximum: null, default: null, section: LAST_SECTION,
    formula: '', rollup: NO_ROLLUP,
    detailOf: false, reparentable: false, relatedHidden: false, relatedLabels: blank(),
  };
}

export function draftOf(field: FieldMeta, language: Language): FieldDraft {
  const { custom } = field;
  return {
    type: field.formula !== undefined ? 'formula' : field.rollup ? 'rollup' : field.type,
    target: field.target ?? null,
    targets: field.targets ?? [],
    labels: apart(custom?.labels ?? field.names?.label ?? { [language]: field.label }, language),
    name: field.name,
    helps: apart(custom?.helps ?? {}, language),
    required: field.required,
    unique: field.unique,
    searchable: custom?.searchable ?? false,
    indexed: custom !== undefined && custom.index !== 'none',
    options: draftOptions(field.options ?? [], language),
    dependsOn: field.depends_on ?? null,
    files: field.files ?? null,
    shownLast: field.shown_last ?? 0,
    numbering: field.numbering ?? null,
    pattern: field.pattern ?? '',
    decimals: takesDecimals(field.type) ? (field.decimals ?? null) : null,
    defaultExpression: field.default_expression ?? '',
    maxLength: field.max_length ?? null,
    minimum: field.minimum ?? null,
    maximum: field.maximum ?? null,
    default: (field.default as FieldScalar | undefined) ?? null,
    section: custom?.section ?? LAST_SECTION,
    formula: field.formula ?? '',
    rollup: { ...NO_ROLLUP, ...field.rollup },
    detailOf: field.detail_of ?? false,
    reparentable: field.reparentable ?? false,
    relatedHidden: custom?.related?.hidden ?? false,
    relatedLabels: apart(custom?.related?.labels ?? {}, language),
  };
}

/** The body of a new field: only what says something. */
export function toCreate(draft: FieldDraft): Record<string, unknown> {
  return compact({
    type: draft.type,
    label: both(draft.labels),
    name: draft.name.trim() || undefined,
    help: isBlank(draft.helps) ? undefined : both(draft.helps),
    required: draft.required || undefined,
    unique: draft.unique || undefined,
    searchable: draft.searchable || undefined,
    indexed: draft.indexed || undefined,
    options: hasOptions(draft.type) ? optionsToSend(draft.options) : undefined,
    depends_on: dependencyToSend(draft) ?? undefined,
    numbering: draft.numbering ?? undefined,
    files: filesToSend(draft),
    shown_last: draft.shownLast || undefined,
    pattern: draft.pattern.trim() || undefined,
    decimals: draft.decimals ?? undefined,
    default_expression: draft.defaultExpression.trim() || undefined,
    target: draft.target ?? undefined,
    targets: hasManyTargets(draft.type) ? draft.targets : undefined,
    max_length: draft.maxLength ?? undefined,
    minimum: draft.minimum ?? undefined,
    maximum: draft.maximum ?? undefined,
    default: sayable(draft.default) ?? undefined,
    section: draft.section === LAST_SECTION ? undefined : draft.section,
    formula: draft.type === 'formula' ? draft.formula : undefined,
    rollup: draft.type === 'rollup' ? rollupToSend(draft.rollup) : undefined,
    detail_of: draft.detailOf || undefined,
    reparentable: draft.reparentable || undefined,
    related: draft.relatedHidden || !isBlank(draft.relatedLabels) ? relatedOf(draft) : undefined,
  });
}

/** The body of a change: only what differs from the field as it is. Empty when nothing does. */
export function toChange(draft: FieldDraft, field: FieldMeta, language: Language): Record<string, unknown> {
  const before = draftOf(field, language);
  const differs = (pick: (one: FieldDraft) => unknown): boolean => JSON.stringify(pick(draft)) !== JSON.stringify(pick(before));
  const options = (one: FieldDraft) => optionsToSend(one.options);
  if (!field.custom) {
    return compact({ label: differs((one) => both(one.labels)) ? both(draft.labels) : undefined, options: differs(options) ? options(draft) : undefined });
  }
  return compact({
    label: differs((one) => both(one.labels)) ? both(draft.labels) : undefined,
    help: differs((one) => both(one.helps)) ? (isBlank(draft.helps) ? null : both(draft.helps)) : undefined,
    required: differs((one) => one.required) ? draft.required : undefined,
    unique: differs((one) => one.unique) ? draft.unique : undefined,
    indexed: differs((one) => one.indexed) ? draft.indexed : undefined,
    targets: differs((one) => one.targets) ? draft.targets : undefined,
    options: hasOptions(field.type) && differs(options) ? options(draft) : undefined,
    depends_on: differs(dependencyToSend) ? dependencyToSend(draft) : undefined,
    pattern: differs((one) => one.pattern.trim()) ? draft.pattern.trim() || null : undefined,
    decimals: differs((one) => one.decimals) ? draft.decimals : undefined,
    default_expression: differs((one) => one.defaultExpression.trim()) ? draft.defaultExpression.trim() || null : undefined,
    shown_last: differs((one) => one.shownLast) ? draft.shownLast : undefined,
    files: differs(filesToSend) ? filesToSend(draft) : undefined,
    numbering: differs((one) => one.numbering) ? (draft.numbering ?? undefined) : undefined,
    searchable: differs((one) => one.searchable) ? draft.searchable : undefined,
    max_length: differs((one) => one.maxLength) ? draft.maxLength : undefined,
    minimum: differs((one) => one.minimum) ? draft.minimum : undefined,
    maximum: differs((one) => one.maximum) ? draft.maximum : undefined,
    default: differs((one) => sayable(one.default)) ? sayable(draft.default) : undefined,
    section: differs((one) => one.section) ? draft.section : undefined,
    formula: differs((one) => one.formula) ? draft.formula : undefined,
    detail_of: differs((one) => one.detailOf) ? draft.detailOf : undefined,
    reparentable: differs((one) => one.reparentable) ? draft.reparentable : undefined,
    related: differs(relatedOf) ? relatedOf(draft) : undefined,
  });
}

/** Options go by their ids until they have values. */
function dependencyToSend({ type, dependsOn, options }: FieldDraft): DependencyDraft | null {
  if (!dependsOn || !hasOptions(type)) return null;
  const values = new Map(filledOptions(options).map(({ id }, index) => [id, optionsToSend(options)[index]?.value ?? '']));
  const known = (ids: readonly string[]) => ids.map((id) => values.get(id) ?? '').filter(Boolean);
  const allowed = Object.entries(dependsOn.allowed).map(([value, ids]) => [value, known(ids)] as const);
  return { field: dependsOn.field, allowed: Object.fromEntries(allowed.filter(([, kept]) => kept.length)) };
}

/** What keeps it from being sent, before the server is asked. */
export function missingIn(draft: FieldDraft): 'label' | 'options' | 'target' | 'formula' | 'rollup' | null {
  if (isBlank(draft.labels)) return 'label';
  if (hasOptions(draft.type) && !filledOptions(draft.options).length) return 'options';
  if (draft.type === 'formula' && !draft.formula.trim()) return 'formula';
  if (draft.type === 'rollup' && !isWhole(draft.rollup)) return 'rollup';
  if (hasManyTargets(draft.type)) return draft.targets.length ? null : 'target';
  return isPointing(draft.type) && !draft.target ? 'target' : null;
}

/** As the server would name it; null where the label is not Latin, which only the server can spell. */
export function proposedName(labels: Required<Labels>, taken: ReadonlySet<string>): string | null {
  const text = (labels.en.trim() || labels['zh-CN'].trim()).toLowerCase();
  if (/[㐀-鿿]/.test(text)) return null;
  const words = text.match(/[a-z0-9]+/g);
  if (!words) return null;
  const stem = `c_${words.join('_').slice(0, 50).replace(/_+$/, '')}`;
  let name = stem;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}_${number}`;
  return name;
}

/** Pictures are of the one kind that they can be. */
const filesToSend = ({ type, files }: FieldDraft): FileRules | undefined => (files ? { ...files, kinds: type === 'image' ? [] : files.kinds, largest_mb: files.largest_mb ?? null } : undefined);

const NO_ROLLUP: RollupDraft = { object: '', lookup: '', function: 'count', field: '', condition: '' };

const isWhole = ({ object, lookup, function: how, field }: RollupDraft): boolean => object !== '' && lookup !== '' && (how === 'count' || field !== '');

function rollupToSend({ object, lookup, function: how, field, condition }: RollupDraft): Record<string, unknown> {
  return compact({ object, lookup, function: how, field: how === 'count' ? undefined : field, condition: condition.trim() || undefined });
}

const blank = (): Required<Labels> => ({ en: '', 'zh-CN': '' });
const isBlank = (labels: Required<Labels>): boolean => !labels.en.trim() && !labels['zh-CN'].trim();

/** What is not said in one language is said as in the other. */
export function both(labels: Required<Labels>): Required<Labels> {
  const [en, zh] = [labels.en.trim(), labels['zh-CN'].trim()];
  return { en: en || zh, 'zh-CN': zh || en };
}

/** One text for both languages stands in the reader's own; the other follows it until it is given its own. */
function apart(labels: Labels, language: Language): Required<Labels> {
  const { en = '', 'zh-CN': zh = '' } = labels;
  return en === zh ? { ...blank(), [language]: en } : { en, 'zh-CN': zh };
}

const relatedOf = (draft: FieldDraft) => ({ hidden: draft.relatedHidden, label: isBlank(draft.relatedLabels) ? null : both(draft.relatedLabels) });

/** An unticked box is no default. */
const sayable = (value: FieldScalar): FieldScalar => (value === '' || value === false ? null : value);

function compact(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
