import { describe, expect, it } from 'vitest';
import type { FieldType } from '@/api/types';
import { compileCondition, compileFilter } from './compile';
import { ME, operatorsOf, type Condition, type Operator } from './model';
import { parseFilter, splitConjunction } from './parse';

const types: Record<string, FieldType> = {
  name: 'text', amount: 'money', close_date: 'date', created_at: 'datetime', done: 'boolean', stage: 'stage',
  owner: 'lookup', 'owner.office': 'text', employees: 'integer', tags: 'multi_choice', effort: 'duration',
};
const typeOf = (path: string) => types[path];
const parse = (cel: string) => parseFilter(cel, typeOf);

function sample(type: FieldType, operator: Operator): string[] {
  if (['empty', 'not_empty', 'passed', 'ahead', 'this_month', 'this_quarter', 'this_year'].includes(operator)) return [];
  if (operator === 'last_days' || operator === 'next_days') return ['30'];
  const value = { text: 'Say "hi" \\ && (x', money: '1000.50', integer: '12', date: '2017-01-01', datetime: '2017-01-01T08:00:00Z', boolean: 'true', stage: 'won', multi_choice: 'a, "b"', duration: '1h 30m', lookup: ME }[
    type as string
  ] as string;
  return operator === 'between' ? [value, value] : [value];
}

describe('filter conditions', () => {
  const cases = Object.entries(types).flatMap(([path, type]) => operatorsOf(type).map((operator) => ({ path, type, operator })));

  it.each(cases)('$path $operator survives the round trip', ({ path, type, operator }) => {
    const condition: Condition = { path, operator, values: sample(type, operator) };
    expect(parse(compileCondition(condition, type))).toEqual([condition]);
  });

  it('joins several with &&', () => {
    const conditions: Condition[] = [
      { path: 'stage', operator: 'is', values: ['won', 'lost'] },
      { path: 'owner', operator: 'is_not', values: [ME, '0190'] },
      { path: 'amount', operator: 'gt', values: ['1000'] },
      { path: 'owner.office', operator: 'is', values: ['West'] },
    ];
    const cel = compileFilter(conditions, typeOf);
    expect(cel).toBe('stage in ["won", "lost"] && !(owner in [me, "0190"]) && amount > 1000 && owner.office == "West"');
    expect(parse(cel)).toEqual(conditions);
  });

  it('reads what a report links to', () => {
    expect(parse('status == "won"')).toBeNull(); // an unknown field is left to the server to explain
    expect(parse('stage=="won" && close_date >= "2017-01-01" && close_date < date("2017-04-01")')).toEqual([
      { path: 'stage', operator: 'is', values: ['won'] },
      { path: 'close_date', operator: 'gte', values: ['2017-01-01'] },
      { path: 'close_date', operator: 'lt', values: ['2017-04-01'] },
    ]);
  });

  it('leaves what began before today apart from what has passed', () => {
    expect(parse('created_at < now()')).toEqual([{ path: 'created_at', operator: 'passed', values: [] }]);
    expect(parse('created_at < today()')).toBeNull();
    expect(parse('close_date > today()')).toEqual([{ path: 'close_date', operator: 'ahead', values: [] }]);
  });

  it.each([['', []], ['  ', []], ['true', []]])('takes %j as no condition', (cel, expected) => {
    expect(parse(cel)).toEqual(expected);
  });

  it.each(['stage == "won" || amount > 1', 'amount * 2 > 10', '(stage == "won"', 'name == "open', 'amount > 1 ? true : false', 'size(name) > 3'])(
    'leaves %s to the advanced mode',
    (cel) => expect(parse(cel)).toBeNull(),
  );

  it('does not split inside strings and brackets', () => {
    expect(splitConjunction('name == "a && b" && (amount > 1 && amount < 2)')).toEqual(['name == "a && b"', '(amount > 1 && amount < 2)']);
  });
});
