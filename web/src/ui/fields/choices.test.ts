import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '@/api/types';
import { choicesAfter, offeredOptions } from './choices';

const field = (name: string, values: string[], on?: FieldMeta['depends_on'], type: FieldMeta['type'] = 'choice'): FieldMeta => ({
  name, type, label: name, required: false, read_only: false, unique: false, sortable: true, filterable: true, groupable: true,
  options: values.map((value) => ({ value, label: value })), depends_on: on,
});
const country = field('country', ['cn', 'fr']);
const city = field('city', ['shanghai', 'paris'], { field: 'country', allowed: { cn: ['shanghai'], fr: ['paris'] } });
const parts = field('parts', ['pudong', 'marais'], { field: 'city', allowed: { shanghai: ['pudong'], paris: ['marais'] } }, 'multi_choice');

describe('options that depend on another choice', () => {
  it('offers those that fit, and keeps what is chosen readable', () => {
    const offered = (record: Record<string, string>, chosen: string[] = []) => offeredOptions(city, record, chosen).map(({ value }) => value);
    expect(offered({ country: 'cn' })).toEqual(['shanghai']);
    expect(offered({})).toEqual([]);
    expect(offered({ country: 'cn' }, ['paris'])).toEqual(['shanghai', 'paris']);
    expect(offeredOptions(city, undefined, [])).toHaveLength(2);
  });

  it('takes out what no longer fits, along the whole chain', () => {
    const record = { country: 'fr', city: 'shanghai', parts: ['pudong'] };
    expect(choicesAfter([country, city, parts], country, record)).toEqual({ city: null, parts: null });
    expect(choicesAfter([country, city, parts], country, { ...record, country: 'cn' })).toEqual({});
  });
});
