import { describe, expect, it } from 'vitest';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { composed, unknownParts } from './compose';
import { readAs, tellingSample } from './dates';
import { fileSize } from './fileSize';
import { matchCandidates, missingFields, surenessOf, withColumn, writableFields } from './mapping';
import { readImportSearch } from './search';
import { firstOpenStep, isReachable, neighbour, obstacle, stepsOf } from './steps';
import type { ImportState, UnresolvedValue } from './types';
import { bestOf, closeMatches, decisionOf, groupsOf, policiesOf, ruleOf } from './values';

const field = (name: string, rest: Partial<FieldMeta> = {}) => ({ name, type: 'text', label: name, ...rest }) as FieldMeta;
const object = {
  name: 'deal',
  title_field: 'name',
  fields: [
    field('name', { required: true }),
    field('external_id', { unique: true }),
    field('account', { type: 'lookup', target: 'account' }),
    field('parent', { type: 'lookup', target: 'deal' }),
    field('status', { read_only: true, required: true }),
    field('created_at', { type: 'datetime', read_only: true }),
  ],
} as ObjectMeta;

const unknown = (value: string, count: number, rest: Partial<UnresolvedValue> = {}): UnresolvedValue => ({ field: 'account', value, count, suggestions: [], chosen: null, ...rest });

function state(rest: Partial<ImportState> = {}): ImportState {
  return {
    state: 'mapping', columns: [], unresolved: [], check: null, options: {},
    mapping: [{ column: 0, field: 'name', confidence: 0.9 }, { column: 1, field: 'external_id', confidence: 0.7 }],
    ...rest,
  } as ImportState;
}

const asking = [{ index: 0, name: 'd', samples: ['3/1/2017'], type: 'date', questions: [{ kind: 'date_order' as const, choices: ['mdy', 'dmy'] }] }];

describe('mapping', () => {
  it('names required fields that nothing fills', () => {
    expect(missingFields(object, state())).toEqual([]);
    expect(missingFields(object, state({ mapping: [] })).map((one) => one.name)).toEqual(['name']);
    expect(missingFields(object, state({ mapping: [], options: { compose: { name: '{a}' } } }))).toEqual([]);
  });
  it('gives a field to one column only', () => {
    expect(withColumn(state().mapping, 1, 'name')).toEqual([
      { column: 0, field: null, confidence: null },
      { column: 1, field: 'name', confidence: null },
    ]);
  });
  it('offers what may be written, and when the record was made', () => {
    expect(writableFields(object).map((one) => one.name)).toEqual(['name', 'external_id', 'account', 'parent', 'created_at']);
  });
  it('recognises records by unique fields first', () => {
    expect(matchCandidates(object, state()).map((one) => one.name)).toEqual(['external_id', 'name']);
  });
  it.each([[0.9, 'sure'], [0.7, 'likely'], [0.3, 'unsure'], [null, 'chosen']] as const)('says how sure %s is', (confidence, expected) => {
    expect(surenessOf({ column: 0, field: 'name', confidence })).toBe(expected);
    expect(surenessOf({ column: 0, field: null, confidence })).toBe('ignored');
  });
});

describe('steps', () => {
  it('leaves out the values when all are known', () => {
    expect(stepsOf(state())).toEqual(['reading', 'columns', 'preview', 'run']);
    expect(stepsOf(state({ unresolved: [unknown('x', 1)] }))).toContain('values');
  });
  it('is stopped by an open question and by a missing field', () => {
    const open = state({ columns: asking });
    expect(obstacle('reading', open, object)).toBe('questions');
    expect(isReachable('columns', open, object)).toBe(false);
    expect(isReachable('columns', { ...open, options: { date_format: 'mdy' } }, object)).toBe(true);
    expect(isReachable('preview', state({ mapping: [] }), object)).toBe(false);
  });
  it('goes on where somebody left off', () => {
    expect(firstOpenStep(state(), object)).toBe('reading');
    expect(firstOpenStep(state({ mapping: [] }), object)).toBe('columns');
    expect(firstOpenStep(state({ state: 'ready', check: { create: 1, update: 0, skip: 0, refuse: 0, problems: [] } }), object)).toBe('preview');
    expect(firstOpenStep(state({ state: 'running' }), object)).toBe('run');
  });
  it('allows nothing but the result once it runs', () => {
    expect(isReachable('columns', state({ state: 'done' }), object)).toBe(false);
    expect(isReachable('run', state(), object)).toBe(false);
  });
  it('knows its neighbours', () => {
    expect(neighbour('columns', state(), 1)).toBe('preview');
    expect(neighbour('reading', state(), -1)).toBeNull();
  });
});

describe('values', () => {
  const close = { value: 'p1', label: 'GTX Pro', score: 0.99 };
  it('groups by field, most rows first', () => {
    const groups = groupsOf([unknown('a', 1), unknown('b', 5), unknown('c', 9, { field: 'product' })]);
    expect(groups.map((group) => [group.field, group.rows])).toEqual([['product', 9], ['account', 6]]);
    expect(groups[1]?.values.map((one) => one.value)).toEqual(['b', 'a']);
  });
  it('accepts close matches that nobody decided', () => {
    const [group] = groupsOf([
      unknown('GTXPro', 1480, { suggestions: [{ ...close, score: 0.4 }, close] }),
      unknown('far', 1, { suggestions: [{ ...close, score: 0.6 }] }),
      unknown('decided', 1, { suggestions: [close], chosen: { action: 'blank' } }),
    ]);
    expect(closeMatches(group!)).toEqual({ GTXPro: { action: 'match', value: 'p1', label: 'GTX Pro' } });
    expect(bestOf(group!.values[0]!)?.score).toBe(0.99);
  });
  it('offers to create only what has a name', () => {
    expect(policiesOf(field('a', { type: 'lookup' }))).toEqual(['create', 'blank', 'refuse']);
    expect(policiesOf(field('a', { type: 'date', required: true }))).toEqual(['refuse']);
    expect(policiesOf(field('a', { type: 'choice', open_options: true }))).toContain('create');
    expect(policiesOf(field('a', { type: 'choice', open_options: false }))).toEqual(['blank', 'refuse']);
  });
  it('falls back on the rule of the field', () => {
    expect(ruleOf('account', object, { options: {} })).toBe('refuse');
    expect(ruleOf('parent', object, { options: {} })).toBe('create');
    expect(ruleOf('account', object, { options: { missing: { account: 'blank' } } })).toBe('blank');
    expect(decisionOf(unknown('x', 1), 'blank')).toEqual({ action: 'blank' });
  });
});

describe('compose', () => {
  it('fills in columns and drops what surrounds a blank', () => {
    expect(composed('{account} – {product}', { account: 'Acme', product: 'GTX' })).toBe('Acme – GTX');
    expect(composed('{account} – {product}', { product: 'GTX' })).toBe('GTX');
    expect(unknownParts('{account} {nope}', ['account'])).toEqual(['nope']);
  });
});

describe('dates', () => {
  it('reads both ways', () => {
    expect(readAs('3/1/2017', 'mdy')).toBe('2017-03-01');
    expect(readAs('3/1/2017', 'dmy')).toBe('2017-01-03');
    expect(readAs('31/12/17', 'mdy')).toBeNull();
    expect(readAs('2017-01-01', 'mdy')).toBeNull();
  });
  it('shows the sample that tells the difference', () => expect(tellingSample(['5/5/2017', '3/1/2017', '13/1/2017'])).toBe('3/1/2017'));
});

describe('address and size', () => {
  it('reads only what it knows', () => {
    expect(readImportSearch({ step: 'values', next: 'a,b', show: 'refuse', page: '3', junk: 'x' })).toEqual({ step: 'values', next: 'a,b', show: 'refuse', page: 3 });
    expect(readImportSearch({ step: 'x', show: 'y', page: '-1' })).toEqual({});
  });
  it('writes sizes as people do', () => {
    expect(fileSize(641_000, 'en')).toBe('641 kB');
    expect(fileSize(0, 'en')).toBe('0 byte');
  });
});
