import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { asNamed, namesOf, fieldsLeft, fixableFields, firstFields, move, replaceAt } from './fields';
import { BLANK } from './types';

const field = (name: string, type: string, more = {}) => ({ name, type, label: name, required: false, read_only: false, ...more });
const lead = {
  name: 'lead',
  fields: [
    field('name', 'text', { required: true }), field('email', 'email'), field('owner', 'lookup', { required: true, target: 'user' }), field('source', 'choice'),
    field('campaign', 'lookup', { target: 'campaign' }), field('converted_at', 'datetime', { read_only: true }),
  ],
} as unknown as ObjectMeta;

describe('fields of a form', () => {
  it('begin with what a record needs and how to reach somebody', () => {
    expect(firstFields(lead)).toEqual([{ field: 'name' }, { field: 'email' }]);
  });

  it('can be added unless they are there, people, or the program’s own', () => {
    const body = { ...BLANK, fields: [{ field: 'name' }], fixed: [{ field: 'source', value: 'website' }] };
    expect(fieldsLeft(lead, body).map(({ name }) => name)).toEqual(['email', 'campaign']);
    expect(fixableFields(lead, body).map(({ name }) => name)).toEqual(['email']);
  });

  it('know a record by what it is called', () => {
    const names = namesOf([{ name: ' Town Hall ' }, { name: 'Park' }, { name: 'Park' }, { name: null }], 'name');
    expect(names).toEqual(['Park', 'Town Hall']);
    expect(asNamed(lead.fields[4]!, names)).toMatchObject({ name: 'campaign', type: 'choice', options: [{ value: 'Park' }, { value: 'Town Hall' }] });
  });

  it('move and change without touching the list before', () => {
    const list = ['a', 'b', 'c'];
    expect(move(list, 0, 2)).toEqual(['b', 'c', 'a']);
    expect(list).toEqual(['a', 'b', 'c']);
    expect(replaceAt([{ n: 1 }, { n: 2 }], 1, { n: 3 })).toEqual([{ n: 1 }, { n: 3 }]);
  });
});
