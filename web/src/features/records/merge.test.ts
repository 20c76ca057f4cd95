import { describe, expect, it } from 'vitest';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { meet, sameValue } from './merge';

const meta = { fields: ['name', 'amount', 'owner', 'updated_at'].map((name) => ({ name })) } as unknown as ObjectMeta;
const base: CrmRecord = { id: '1', name: 'Deal', version: 1, amount: '10.00', owner: { id: 'u', name: 'Anna' }, updated_at: 'then' };

describe('meet', () => {
  it('finds no clash when others changed something else', () => {
    const fresh = { ...base, version: 2, owner: { id: 'w', name: '王小明' }, updated_at: 'now' };
    expect(meet(meta, base, fresh, { amount: '12.00' })).toEqual({ clashes: [], others: ['owner'] });
  });

  it('names the fields that both changed', () => {
    const fresh = { ...base, version: 2, amount: '11.00' };
    expect(meet(meta, base, fresh, { amount: '12.00' })).toEqual({ clashes: [{ field: 'amount', mine: '12.00', theirs: '11.00' }], others: [] });
  });

  it('is content when both changed it to the same', () => {
    const fresh = { ...base, version: 2, amount: '12.00' };
    expect(meet(meta, base, fresh, { amount: '12.00' }).clashes).toEqual([]);
  });
});

describe('sameValue', () => {
  it('compares lookups by id and treats all kinds of nothing alike', () => {
    expect(sameValue({ id: 'u', name: 'Anna' }, { id: 'u', name: 'Anna B.' })).toBe(true);
    expect(sameValue(null, '')).toBe(true);
    expect(sameValue(0, null)).toBe(false);
  });
});
