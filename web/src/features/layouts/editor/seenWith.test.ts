import { expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { seenWith } from './seenWith';

const meta = {
  name: 'deal',
  fields: ['name', 'amount', 'stage'].map((name) => ({ name, read_only: false })),
  relations: [{ name: 'tasks', object: 'activity', field: 'deal' }, { name: 'partners', object: 'account', field: 'c_partners', outward: true }],
  permissions: { read: true, update: true },
} as unknown as ObjectMeta;

it('leaves out what is hidden and locks what is only read', () => {
  const seen = seenWith(meta, { objects: { '*': ['read', 'update'], activity: [] }, fields: { deal: { amount: 'hidden', stage: 'read' } }, areas: [] });
  expect(seen.fields.map(({ name, read_only }) => [name, read_only])).toEqual([['name', false], ['stage', true]]);
  expect(seen.relations.map(({ name }) => name)).toEqual(['partners']);
});

it('shows nothing of an object that may not be read', () => {
  expect(seenWith(meta, { objects: { '*': [] }, fields: {}, areas: [] }).fields).toEqual([]);
});
