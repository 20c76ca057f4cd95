import { expect, it } from 'vitest';
import { exampleNumber } from './numbering';

it('shows the first number of a pattern', () => {
  const day = new Date(2026, 2, 9);
  expect(exampleNumber({ pattern: 'HT-{yyyy}{mm}{dd}-{0000}', restart: 'day', start: 7 }, day)).toBe('HT-20260309-0007');
  expect(exampleNumber({ pattern: '{yy}/{0}', restart: 'never', start: 12 }, day)).toBe('26/12');
});
