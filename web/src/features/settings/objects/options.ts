/** The options of a choice while they are edited. Values never change once given: records hold them. Pure functions. */
import type { FieldOption, Labels } from '@/api/types';
import { optionColors } from '@/ui/colors';

export interface OptionDraft {
  /** Steady while it is edited; the value, once there is one. */
  id: string;
  /** Empty until it is sent for the first time. */
  value: string;
  labels: Required<Labels>;
  color: string;
  retired: boolean;
}

export type Language = keyof Required<Labels>;

export const MOST_OPTIONS = 500;
const LONGEST = 120;
/** Grey is for what is not coloured on purpose. */
const IN_TURN = ['blue', 'teal', 'grape', 'orange', 'cyan', 'pink', 'lime', 'indigo', 'yellow', 'green', 'violet', 'red'].filter((color) => optionColors.includes(color));

let count = 0;

/** A label that is the same in both languages stands in the reader's own: the other follows it until it is given its own. */
export function draftOptions(options: readonly FieldOption[], language: Language): OptionDraft[] {
  return options.map(({ value, label, labels, color, retired }) => ({
    id: value,
    value,
    labels: { en: '', 'zh-CN': '', ...(labels ?? { [language]: label }) },
    color: color ?? 'gray',
    retired: retired ?? false,
  }));
}

export function newOption(options: readonly OptionDraft[], language: Language, label = ''): OptionDraft {
  const labels = { en: '', 'zh-CN': '', [language]: label.slice(0, LONGEST) };
  return { id: `new ${(count += 1)}`, value: '', labels, color: IN_TURN[options.length % IN_TURN.length] ?? 'gray', retired: false };
}

/** One option for each line; what is there already is not added again, and empty rows give way. */
export function addLines(options: readonly OptionDraft[], text: string, language: Language): OptionDraft[] {
  const next = options.filter((option) => option.value || isFilled(option));
  const known = new Set(next.flatMap((option) => Object.values(option.labels).map(folded)));
  for (const line of text.split(/\r?\n/)) {
    const label = line.split('\t')[0]?.trim().replace(/\s+/g, ' ') ?? '';
    if (!label || known.has(folded(label)) || next.length >= MOST_OPTIONS) continue;
    known.add(folded(label));
    next.push(newOption(next, language, label));
  }
  return next;
}

export function replaceOption(options: readonly OptionDraft[], id: string, change: Partial<OptionDraft>): OptionDraft[] {
  return options.map((option) => (option.id === id ? { ...option, ...change } : option));
}

export function moveOption(options: readonly OptionDraft[], from: string, to: string): OptionDraft[] {
  const next = [...options];
  const [moved] = next.splice(next.findIndex(({ id }) => id === from), 1);
  if (moved) next.splice(options.findIndex(({ id }) => id === to), 0, moved);
  return next;
}

export const isFilled = ({ labels }: OptionDraft): boolean => Boolean(labels.en.trim() || labels['zh-CN'].trim());

/** Rows that were begun and left empty do not count. */
export function filledOptions(options: readonly OptionDraft[]): OptionDraft[] {
  return options.filter((option) => option.value !== '' || isFilled(option));
}

export interface SentOption {
  value: string;
  label: Required<Labels>;
  color: string;
  retired: boolean;
}

export function optionsToSend(options: readonly OptionDraft[]): SentOption[] {
  const taken = new Set(options.map(({ value }) => value).filter(Boolean));
  return filledOptions(options).map((option) => {
    const [en, zh] = [option.labels.en.trim(), option.labels['zh-CN'].trim()];
    const value = option.value || freshValue(en || zh, taken);
    taken.add(value);
    return { value, label: { en: en || zh, 'zh-CN': zh || en }, color: option.color, retired: option.retired };
  });
}

/** `Real estate` becomes real_estate; what is not Latin stays as it is. */
export function freshValue(label: string, taken: ReadonlySet<string>): string {
  const latin = /^[\x20-\x7e]*$/.test(label);
  const stem = ((latin && label.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '')) || label).slice(0, 100);
  let value = stem;
  for (let number = 2; taken.has(value); number += 1) value = `${stem}_${number}`;
  return value;
}

const folded = (text: string): string => text.trim().toLowerCase();
