import { expect, it } from 'vitest';
import { formatSize } from './fileSize';

it.each([
  [0, '0 byte'],
  [512, '512 byte'],
  [1400, '1 kB'],
  [1_450_000, '1.5 MB'],
  [3_000_000_000, '3 GB'],
])('%d bytes', (bytes, text) => {
  expect(formatSize(bytes, 'en')).toBe(text);
});
