/** The first rows of the file, put together from the samples of its columns. */
import type { ImportColumn } from './types';

export function sampleRows(columns: readonly ImportColumn[], most = 5): string[][] {
  const rows = Math.min(most, Math.max(0, ...columns.map((column) => column.samples.length)));
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column.samples[row] ?? ''));
}
