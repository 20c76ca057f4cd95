import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { createFields, filled, startingValues, wideFields } from './formFields';

const field = (name: string, more: object = {}) => ({ name, type: 'text', required: false, read_only: false, ...more });
const deal = {
  name: 'deal',
  title_field: 'name',
  fields: [
    field('external_id'),
    field('name', { required: true }),
    field('account', { type: 'lookup' }),
    field('stage', { type: 'stage', required: true }),
    field('pipeline', { type: 'choice', default: 'sales' }),
    field('status', { read_only: true }),
    field('amount', { type: 'money' }),
    field('owner', { type: 'lookup', target: 'user' }),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => field(name)),
  ],
  layouts: {
    list: ['name', 'account', 'stage', 'amount'],
    header: ['amount', 'owner'],
    form: [
      { key: 'deal', label: 'Deal', fields: ['external_id', 'name', 'account', 'owner', 'status'] },
      { key: 'value', label: 'Value', fields: ['pipeline', 'stage', 'amount', 'a', 'b', 'c', 'd', 'e'] },
    ],
  },
  pipelines: [
    { key: 'sales', label: 'Sales', stages: [{ key: 'prospecting' }, { key: 'won' }] },
    { key: 'renewal', label: 'Renewal', stages: [{ key: 'renewal_upcoming' }] },
  ],
} as unknown as ObjectMeta;

describe('createFields', () => {
  it('asks for the required fields first and keeps the rest behind "more"', () => {
    const { first, more } = createFields(deal);
    expect(first.map(({ name }) => name)).toEqual(['name', 'stage', 'account', 'owner', 'amount']);
    expect(more.map(({ key, fields }) => [key, fields.length])).toEqual([['deal', 1], ['value', 6]]);
  });

  it('shows what the opener filled in', () => {
    expect(createFields(deal, { e: 'x' }).first.map(({ name }) => name)).toContain('e');
  });

  it('asks first what a layout says, in its order, and what must be filled in', () => {
    const { first, more } = createFields(deal, { e: 'x' }, ['amount', 'name', 'nobody']);
    expect(first.map(({ name }) => name)).toEqual(['amount', 'name', 'stage', 'e']);
    expect(more.flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(['external_id', 'account', 'owner', 'pipeline', 'a', 'b', 'c', 'd']);
  });

  it('never asks for what the server computes', () => {
    const { first, more } = createFields(deal);
    expect([...first, ...more.flatMap(({ fields }) => fields)].some(({ name }) => name === 'status')).toBe(false);
  });
});

describe('startingValues', () => {
  const anna = { id: 'u', name: 'Anna' };

  it('gives the record to its maker and the first stage', () => {
    expect(startingValues(deal, anna, 'EUR')).toEqual({ owner: anna, pipeline: 'sales', stage: 'prospecting' });
  });

  it('begins in the pipeline that was asked for', () => {
    expect(startingValues(deal, anna, 'EUR', { pipeline: 'renewal' })).toMatchObject({ pipeline: 'renewal', stage: 'renewal_upcoming' });
  });
});

it('sends only what has a value', () => {
  expect(filled({ name: 'x', amount: null, active: false, note: '' })).toEqual({ name: 'x', active: false });
});

it('leaves no gap beside a short field without a neighbour', () => {
  const fields = ['name', 'stage', 'account', 'a', 'b', 'c'].flatMap((name) => deal.fields.filter((one) => one.name === name));
  expect([...wideFields(deal, fields)].sort()).toEqual(['account', 'c', 'name', 'stage']);
});
