/** Reading a date in one of two ways, to show a person what each would mean. */
import type { DateFormat } from './types';

const SHORT = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/;

/** ISO date of "3/1/2017" read with this order; null if it is no such date. */
export function readAs(text: string, order: DateFormat): string | null {
  const found = SHORT.exec(text);
  if (!found) return null;
  const [first, second, third] = found.slice(1).map(Number) as [number, number, number];
  const [month, day] = order === 'dmy' ? [second, first] : [first, second];
  const year = third < 100 ? 2000 + third : third;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** The sample that shows the difference best: one that reads as two different days. */
export function tellingSample(samples: readonly string[]): string | null {
  const both = samples.filter((sample) => readAs(sample, 'mdy') && readAs(sample, 'dmy'));
  return both.find((sample) => readAs(sample, 'mdy') !== readAs(sample, 'dmy')) ?? both[0] ?? samples[0] ?? null;
}
