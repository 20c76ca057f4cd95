/** Numbers, money, dates and names as the reader's language and time zone write them. Pure functions. */

export interface FormatContext {
  language: string;
  timezone: string;
  currency: string;
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let found = cache.get(key) as T | undefined;
  if (!found) cache.set(key, (found = make()));
  return found;
}

export function formatNumber(value: number | string, { language }: FormatContext, decimals?: number): string {
  const format = kept(`n|${language}|${decimals}`, () => new Intl.NumberFormat(language, { maximumFractionDigits: decimals ?? 6 }));
  return format.format(Number(value));
}

/** "1,000+" when counting stopped there. */
export function formatCount({ value, capped }: { value: number; capped: boolean }, context: FormatContext): string {
  return capped ? `${formatNumber(value < 1000 ? value : value - (value % 1000), context)}+` : formatNumber(value, context);
}

/** Whole amounts are shown without a fraction; others with the currency's own. A currency other than the company's has a sign that
 * no other has: `¥` of one is not `¥` of another. */
export function formatMoney(value: number | string, context: FormatContext, currency?: string | null): string {
  const amount = Number(value);
  const code = currency || context.currency;
  const digits = Number.isInteger(amount) ? 0 : undefined;
  const format = kept(`m|${context.language}|${context.currency}|${code}|${digits}`, () =>
    new Intl.NumberFormat(context.language, {
      style: 'currency',
      currency: code,
      currencyDisplay: code === context.currency ? 'narrowSymbol' : 'symbol',
      ...(digits === 0 ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
    }),
  );
  return format.format(amount);
}

/** Short amounts for tight places: $1.2M, ¥120万. */
export function formatMoneyShort(value: number | string, context: FormatContext, currency?: string | null): string {
  const code = currency || context.currency;
  const format = kept(`c|${context.language}|${context.currency}|${code}`, () =>
    new Intl.NumberFormat(context.language, {
      style: 'currency',
      currency: code,
      currencyDisplay: code === context.currency ? 'narrowSymbol' : 'symbol',
      notation: 'compact',
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    }),
  );
  return format.format(Number(value));
}

export function formatPercent(value: number | string, { language }: FormatContext): string {
  return kept(`p|${language}`, () => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })).format(
    Number(value) / 100,
  );
}

/** A calendar date has no time zone: it is read and written as UTC so that it never moves. */
export function formatDate(value: string, { language }: FormatContext): string {
  const format = kept(`d|${language}`, () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }));
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? value : format.format(date);
}

export function formatDateTime(value: string, { language, timezone }: FormatContext): string {
  const format = kept(`t|${language}|${timezone}`, () =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone }),
  );
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : format.format(date);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000], ['month', 2_592_000], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60],
];

/** "3 days ago", "2小时后". */
export function formatRelative(value: string, { language }: FormatContext, now: number = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const format = kept(`r|${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** Two letters for a Latin name, the last two characters of a Chinese personal name. */
export function initialsOf(name: string): string {
  const text = name.trim();
  if (/^[㐀-鿿]{2,4}$/.test(text)) return text.slice(-2);
  if (/^[㐀-鿿]/.test(text)) return text.slice(0, 1);
  const words = text.split(/[\s._-]+/).filter(Boolean);
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase() || '?';
}

/** A steady index for a name, to give the same person the same tint everywhere. */
export function tintOf(text: string, size: number): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % size;
}

/** A label inside an English sentence is not capitalised, unless it is an abbreviation. */
export function inSentence(label: string, language: string): string {
  return language.startsWith('en') && !/^[A-Z]{2}/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
