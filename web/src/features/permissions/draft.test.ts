import { describe, expect, it } from 'vitest';
import { isSame, reachOf, verbsOf, withArea, withoutObject, withReach, withVerb } from './draft';
import type { Definition } from './types';

const nothing: Definition = { objects: {}, fields: {}, areas: [] };
const readers: Definition = { ...nothing, objects: { '*': ['read'] } };

describe('verbs', () => {
  it('come from the others where an object is not named', () => {
    expect(verbsOf(readers, 'deal')).toEqual(['read']);
    expect(verbsOf(nothing, 'deal')).toEqual([]);
  });

  it('bring the right to read along', () => {
    expect(verbsOf(withVerb(nothing, 'deal', 'delete', true), 'deal')).toEqual(['read', 'delete']);
  });

  it('go with the right to read', () => {
    const deals = withVerb(nothing, 'deal', 'update', true);
    expect(verbsOf(withVerb(deals, 'deal', 'read', false), 'deal')).toEqual([]);
  });

  it('make an object stand apart, and back', () => {
    const apart = withVerb(readers, 'deal', 'update', true);
    expect(verbsOf(apart, 'lead')).toEqual(['read']);
    expect(withoutObject(apart, 'deal')).toEqual(readers);
  });
});

describe('fields', () => {
  it('are free unless limited', () => {
    const hidden = withReach(readers, 'deal', 'amount', 'hidden');
    expect(reachOf(hidden, 'deal', 'amount')).toBe('hidden');
    expect(reachOf(hidden, 'deal', 'name')).toBe('edit');
    expect(withReach(hidden, 'deal', 'amount', 'edit')).toEqual(readers);
  });
});

describe('sameness', () => {
  it('does not go by order', () => {
    const one = withArea(withArea(readers, 'user.manage', true), 'company.manage', true);
    const other = withArea(withArea(readers, 'company.manage', true), 'user.manage', true);
    expect(isSame(one, other)).toBe(true);
    expect(isSame(one, readers)).toBe(false);
  });
});
