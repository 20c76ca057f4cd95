import { describe, expect, it } from 'vitest';
import { advisedIndexes } from './advice';
import { ApiProblem } from './problem';

const refused = (advice?: unknown) => new ApiProblem({ status: 422, code: 'query_too_large', detail: 'Too many', advice });

describe('advisedIndexes', () => {
  it('reads the fields that an index would help with', () => {
    const area = { field: 'c_area', label: 'Area', state: 'none', request: { method: 'PATCH', path: '/objects/deal/fields/c_area', body: { indexed: true } } };
    expect(advisedIndexes(refused({ filter_by: [], index: [area] }))).toEqual([area]);
  });

  it('finds none in other answers', () => {
    expect(advisedIndexes(refused())).toEqual([]);
    expect(advisedIndexes(refused({ background: true }))).toEqual([]);
    expect(advisedIndexes(new Error('offline'))).toEqual([]);
    expect(advisedIndexes(null)).toEqual([]);
  });
});
