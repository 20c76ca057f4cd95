import { expect, it } from 'vitest';
import type { FieldMeta } from '@/api/types';
import { sortKeyOf } from './sorting';

const field = (name: string, type: string, sortable = false) => ({ name, type, sortable }) as FieldMeta;

it('sorts places by how far they are from where the list looks', () => {
  const filter = 'owner == me && distance(c_place, place(31.2, -121.4)) <= 20';
  expect(sortKeyOf(field('c_place', 'geolocation'), filter)).toBe('distance(c_place, place(31.2, -121.4))');
  expect(sortKeyOf(field('c_other', 'geolocation'), filter)).toBeNull();
  expect(sortKeyOf(field('c_place', 'geolocation'), '')).toBeNull();
});

it('sorts other columns by themselves', () => {
  expect(sortKeyOf(field('amount', 'money', true), '')).toBe('amount');
  expect(sortKeyOf(field('c_story', 'rich_text'), '')).toBeNull();
});
