import { describe, expect, it } from 'vitest';
import type { ObjectMeta } from '@/api/types';
import { guessObject, importOrder } from './guess';

function object(name: string, label: string, fields: string[], mayImport = true): ObjectMeta {
  return {
    name,
    label,
    plural_label: `${label}s`,
    fields: fields.map((field) => ({ name: field, label: field })),
    permissions: { import: mayImport },
  } as unknown as ObjectMeta;
}

const objects = [
  object('account', 'Account', ['name', 'industry', 'year_established', 'employees', 'annual_revenue']),
  object('product', 'Product', ['name', 'series', 'unit_price']),
  object('user', 'User', ['name', 'manager', 'office']),
  object('deal', 'Deal', ['name', 'account', 'product', 'engage_date', 'close_date', 'amount']),
];
const guess = (file: string, header: string) => guessObject(file, header ? header.split(',') : [], objects).object;

describe('guessObject', () => {
  it.each([
    ['accounts.csv', 'account,sector,year_established,revenue,employees,office_location,subsidiary_of', 'account'],
    ['products.csv', 'product,series,sales_price', 'product'],
    ['sales_teams.csv', 'sales_agent,manager,regional_office', 'user'],
    ['sales_pipeline.csv', 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value', 'deal'],
    ['客户名单.csv', '公司名称,行业,规模', 'account'],
    ['2017商机.xlsx', '', 'deal'],
  ])('takes %s for rows of %s', (file, header, expected) => expect(guess(file, header)).toBe(expected));

  it('says nothing when nothing fits', () => expect(guess('data.csv', 'a,b,c')).toBeNull());

  it('does not offer what may not be imported', () => {
    expect(guessObject('deals.csv', [], [object('deal', 'Deal', [], false)]).object).toBeNull();
  });
});

describe('importOrder', () => {
  it('puts what others refer to first', () => {
    const sorted = ['deal', 'account', null, 'user', 'product'].toSorted((left, right) => importOrder(left) - importOrder(right));
    expect(sorted).toEqual(['user', 'product', 'account', 'deal', null]);
  });
});
