import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/api/problem';
import type { ObjectMeta } from '@/api/types';
import { blockedBy } from './blocked';

const object = {
  fields: [{ name: 'stage', read_only: false }, { name: 'amount', read_only: false }, { name: 'status', read_only: true }],
  pipeline_fields: { stage: 'stage' },
} as unknown as ObjectMeta;

const refused = (...errors: { field: string; code: string; detail: string }[]) => new ApiProblem({ status: 422, code: 'invalid_record', errors });

describe('a blocked move', () => {
  it('says why, and what to fill in', () => {
    const found = blockedBy(
      refused({ field: 'amount', code: 'stage_field_needed', detail: 'Needed.' }, { field: 'stage', code: 'stage_entry_refused', detail: 'Not yet.' }),
      object,
      { stage: 'won' },
    );
    expect(found?.fields.map(({ name }) => name)).toEqual(['amount']);
    expect(found?.reasons).toEqual(['Not yet.']);
    expect(found?.wrong).toEqual({});
  });

  it('takes along what rules say at fields', () => {
    const found = blockedBy(refused({ field: 'amount', code: 'validation_rule', detail: 'Too much.' }), object, {});
    expect(found?.wrong).toEqual({ amount: 'Too much.' });
  });

  it('is nothing else', () => {
    expect(blockedBy(new ApiProblem({ status: 409, code: 'version_conflict' }), object, {})).toBeNull();
    expect(blockedBy(new Error('x'), object, {})).toBeNull();
  });
});
