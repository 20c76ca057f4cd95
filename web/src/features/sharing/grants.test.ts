import { expect, test } from 'vitest';
import { distinct } from './grants';
import type { Grant } from './types';

const grant = (id: string | null, level: 'read' | 'edit'): Grant => ({
  to: { kind: id ? 'user' : 'everyone', id, name: id ?? 'Everyone' },
  level,
  reason: 'manual',
  rule: null,
  part: null,
  text: `${id} ${level}`,
});

test('keeps the most that each may, in the order given', () => {
  const grants = [grant('a', 'read'), grant(null, 'read'), grant('a', 'edit'), grant(null, 'read')];

  expect(distinct(grants).map(({ to, level }) => [to.id, level])).toEqual([
    ['a', 'edit'],
    [null, 'read'],
  ]);
});
