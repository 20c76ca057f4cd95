import { expect, it } from 'vitest';
import { allTicked, moved, NOTHING, onceEach, tickedOf, toggled } from './selection';

it('stays within the list', () => {
  expect(moved(NOTHING, -1, 3).at).toBe(0);
  expect(moved({ ...NOTHING, at: 2 }, 1, 3).at).toBe(2);
  expect(moved(NOTHING, 1, 3).at).toBe(1);
});

it('ticks, unticks, and forgets what has gone', () => {
  const both = toggled(toggled(NOTHING, 'b'), 'a');
  expect(tickedOf(both, ['a', 'b', 'c'])).toEqual(['a', 'b']);
  expect(tickedOf(toggled(both, 'a'), ['a', 'b'])).toEqual(['b']);
  expect(tickedOf(both, ['c'])).toEqual([]);
});

it('ticks all, as many as one call takes, then none', () => {
  const all = allTicked(NOTHING, ['a', 'b', 'c'], 2);
  expect(tickedOf(all, ['a', 'b', 'c'])).toEqual(['a', 'b']);
  expect(tickedOf(allTicked(all, ['a', 'b', 'c'], 2), ['a', 'b', 'c'])).toEqual([]);
});

it('shows a request once, at its first place', () => {
  expect(onceEach([{ id: 'a', step: 'law' }, { id: 'b', step: 'lead' }, { id: 'a', step: 'money' }])).toEqual([{ id: 'a', step: 'law' }, { id: 'b', step: 'lead' }]);
});
