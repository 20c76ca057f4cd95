import { describe, expect, it } from 'vitest';
import { rewriteIn } from './recordCaches';
import type { CrmRecord } from './types';

const record = (id: string): CrmRecord => ({ id, name: id, version: 1 });
const rename = (one: CrmRecord): CrmRecord => ({ ...one, name: 'new' });

describe('rewriteIn', () => {
  it('finds a record in the pages of a list', () => {
    const cached = { pages: [{ data: [record('a')] }, { data: [record('b')] }] };
    expect(rewriteIn(cached, 'b', rename)).toEqual({ pages: [{ data: [record('a')] }, { data: [{ ...record('b'), name: 'new' }] }] });
  });

  it('finds it on a board and as a single record', () => {
    expect(rewriteIn({ columns: [{ data: [record('a')] }] }, 'a', rename)).toEqual({ columns: [{ data: [{ ...record('a'), name: 'new' }] }] });
    expect(rewriteIn(record('a'), 'a', rename)).toMatchObject({ name: 'new' });
  });

  it('takes a deleted record out of its list', () => {
    expect(rewriteIn({ pages: [{ data: [record('a'), record('b')] }] }, 'a', () => null)).toEqual({ pages: [{ data: [record('b')] }] });
  });

  it('returns the very same object when nothing matched, so that nothing renders again', () => {
    const cached = { pages: [{ data: [record('a')] }] };
    expect(rewriteIn(cached, 'x', rename)).toBe(cached);
  });
});
