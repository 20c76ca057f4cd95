import { expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { objectToCreate } from './objectToCreate';

const object = (name: string, create = true) => ({ name, permissions: { create } }) as unknown as ObjectMeta;
const objects = [object('account'), object('deal'), object('activity'), object('product', false), object('user')];

it.each([
  ['/o/deal', 'deal'],
  ['/o/deal/0190', 'deal'],
  ['/my-day', 'activity'],
  ['/o/product', 'activity'],
  ['/o/user/0190', 'activity'],
])('on %s it is %s', (path, expected) => {
  expect(objectToCreate(path, objects)).toBe(expected);
});

it('offers nothing to people who may only read', () => {
  expect(objectToCreate('/o/deal', [object('deal', false)])).toBeNull();
});
