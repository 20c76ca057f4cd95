import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import type { ObjectMeta } from '@/api/types';
import { hasFixedOptions, rowsOf } from './fieldList';
import { draftOptions, newOption } from './options';
import { problemsOf } from './problems';

const custom = { searchable: false, indexable: true, index: 'none', section: 'more', labels: { en: 'Colour', 'zh-CN': '颜色' } };
const deal = {
  name: 'deal',
  pipelines: [{ key: 'sales' }],
  fields: [
    { name: 'name', label: 'Name', type: 'text' },
    { name: 'stage', label: 'Stage', type: 'stage' },
    { name: 'status', label: 'Status', type: 'choice', read_only: true },
    { name: 'source', label: 'Source', type: 'choice', read_only: false },
    { name: 'c_colour', label: 'Colour', type: 'text', custom },
    { name: 'c_size', label: 'Size', type: 'text', custom: { ...custom, labels: { en: 'Size', 'zh-CN': '尺寸' } } },
  ],
} as unknown as ObjectMeta;

const shown = (q: string, origin: 'all' | 'own' | 'standard') => rowsOf(deal, q, origin).map((row) => (row.kind === 'field' ? row.field.name : row.key));

describe('the list of fields', () => {
  it('has the company’s own first, the latest on top', () => expect(shown('', 'all')).toEqual(['own', 'c_size', 'c_colour', 'standard', 'name', 'stage', 'status', 'source']));
  it('needs no headings where there is one kind', () => expect(shown('', 'own')).toEqual(['c_size', 'c_colour']));
  it('is found in by label of either language and by name', () => {
    expect(shown('颜', 'all')).toEqual(['c_colour']);
    expect(shown('C_SI', 'all')).toEqual(['c_size']);
    expect(shown('nothing', 'all')).toEqual([]);
  });
});

it('knows which options the program decides by', () => {
  expect(deal.fields.filter((field) => hasFixedOptions(deal, field)).map(({ name }) => name)).toEqual(['stage', 'status']);
});

describe('problems', () => {
  const options = [...draftOptions([{ value: 'gold', label: 'Gold' }], 'en'), newOption([], 'en', 'New')];

  it('stand at the part that they are about', () => {
    const told = problemsOf(new ApiProblem({ status: 422, code: 'invalid', errors: [{ field: 'minimum', code: 'range_empty', detail: 'Empty.' }] }), options);
    expect(told).toMatchObject({ at: { minimum: 'Empty.' }, elsewhere: false });
  });

  it('find their option by value and by place', () => {
    const by = (field: string) => problemsOf(new ApiProblem({ status: 422, code: 'blank', field, detail: 'No.' }), options).options;
    expect(by('options.gold')).toEqual({ gold: 'No.' });
    expect(by('options.1')).toEqual({ [options[1]!.id]: 'No.' });
  });

  it('stand at the name when it is taken', () => {
    expect(problemsOf(new ApiProblem({ status: 409, code: 'field_name_taken', detail: 'Taken.' }), []).at).toEqual({ name: 'Taken.' });
  });

  it('are told above the button when nothing of the form is meant', () => {
    expect(problemsOf(new ApiProblem({ status: 409, code: 'fields_too_many', detail: 'Too many.' }), []).elsewhere).toBe(true);
    expect(problemsOf(new Error('x'), []).elsewhere).toBe(true);
    expect(problemsOf(null, []).elsewhere).toBe(false);
  });
});
