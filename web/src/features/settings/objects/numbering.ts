/** Automatic numbers as they will look. Pure functions; the server decides what a pattern may be. */
import type { Numbering } from '@/api/types';

export function exampleNumber({ pattern, start }: Numbering, day: Date): string {
  const dated: Record<string, string> = {
    yyyy: String(day.getFullYear()),
    yy: String(day.getFullYear() % 100).padStart(2, '0'),
    mm: String(day.getMonth() + 1).padStart(2, '0'),
    dd: String(day.getDate()).padStart(2, '0'),
  };
  return pattern.replace(/\{(yyyy|yy|mm|dd|0+)\}/g, (_whole, part: string) => dated[part] ?? String(start).padStart(part.length, '0'));
}
