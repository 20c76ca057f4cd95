import { describe, expect, it } from 'vitest';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { choicesOf, takenFrom, takeOf } from './choosing';

const object = {
  fields: [
    { name: 'name', type: 'text', read_only: false },
    { name: 'phone', type: 'text', read_only: false },
    { name: 'parent', type: 'lookup', read_only: false },
    { name: 'tags', type: 'links', read_only: false },
    { name: 'score', type: 'formula', read_only: true },
  ],
} as unknown as ObjectMeta;
const one = { id: '1', name: 'Acme', phone: null, parent: { id: 'p', name: 'P' }, tags: 1, score: 1 } as unknown as CrmRecord;
const two = { id: '2', name: 'Acme Inc', phone: '555', parent: { id: 'p', name: 'Q' }, tags: 2, score: 2 } as unknown as CrmRecord;
const three = { id: '3', name: 'Acme', phone: '', parent: { id: 'p', name: 'P' }, tags: 3, score: 3 } as unknown as CrmRecord;

describe('choices', () => {
  const choices = choicesOf(object, [one, two, three]);

  it('are the fields that differ and can be written', () => {
    expect(choices.map(({ field }) => field.name)).toEqual(['name', 'phone']);
  });

  it('put records of the same value together, no value last', () => {
    expect(choices[0]?.values.map(({ records }) => records.map(({ id }) => id))).toEqual([['1', '3'], ['2']]);
    expect(choices[1]?.values.map(({ records }) => records.map(({ id }) => id))).toEqual([['2'], ['1', '3']]);
  });

  it('begin with the record that stays, where it has a value', () => {
    expect(takeOf(choices, '1', {})).toEqual({ name: '1', phone: '2' });
    expect(takeOf(choices, '3', {})).toEqual({ name: '3', phone: '2' });
  });

  it('are what somebody chose, nothing too', () => {
    expect(takenFrom(choices[1]!, '2', { phone: '1' })).toBe('1');
    expect(takeOf(choices, '2', { phone: '3' })).toEqual({ name: '2', phone: '3' });
  });
});
