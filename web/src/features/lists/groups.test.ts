import { expect, it } from 'vitest';
import type { BoardColumn, FieldMeta, ObjectMeta } from '@/api/types';
import { groupableFields, namedColumn, valueIn } from './groups';

const field = (name: string, type: string, more: object = {}) => ({ name, type, groupable: true, read_only: false, ...more }) as FieldMeta;
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `V ${n}` }));
const deal = {
  layouts: { board: { group_by: 'stage' } },
  fields: [
    field('stage', 'stage'), field('pipeline', 'choice', { options: options(2) }), field('status', 'choice', { read_only: true }), field('close_date', 'date'),
    field('c_tier', 'choice', { options: options(29) }), field('c_city', 'choice', { options: options(30) }), field('c_rush', 'boolean'), field('owner', 'lookup'),
    field('c_note', 'text', { groupable: false }),
  ],
} as ObjectMeta;
const column = (value: BoardColumn['value'], label: string | null = null) => ({ value, label }) as BoardColumn;

it('groups by what has few values and can be changed', () => {
  expect(groupableFields(deal).map(({ name }) => name)).toEqual(['stage', 'c_tier', 'c_rush', 'owner']);
});

it('calls columns that have no label', () => {
  const words = { yes: 'Yes', no: 'No', none: 'No value' };
  expect([column(true), column(false), column(null), column('gold', 'Gold')].map((one) => namedColumn(one, words).label)).toEqual(['Yes', 'No', 'No value', 'Gold']);
});

it('puts a record looked up into the field as it is shown', () => {
  expect(valueIn(column('0190', 'Anna'), field('owner', 'lookup'))).toEqual({ id: '0190', name: 'Anna' });
  expect(valueIn(column(null), field('owner', 'lookup'))).toBeNull();
  expect(valueIn(column('gold', 'Gold'), field('c_tier', 'choice'))).toBe('gold');
});
