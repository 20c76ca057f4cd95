import { describe, expect, it } from 'vitest';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { staleFilter, standingOf } from './stale';

const object = {
  pipelines: [{ key: 'sales', label: '', stages: [{ key: 'new', kind: 'open' }, { key: 'won', kind: 'won' }] }],
  pipeline_fields: { stage: 'stage', pipeline: null, status: null, stage_entered_at: 'since', stage_due_at: 'due' },
} as unknown as ObjectMeta;
const now = Date.parse('2026-05-11T12:00:00Z');
const record = (values: object) => ({ id: '1', ...values }) as unknown as CrmRecord;

describe('how long a record has stood in its stage', () => {
  it('counts days and tells what is stale', () => {
    expect(standingOf(object, record({ stage: 'new', since: '2026-05-01T11:00:00Z', due: '2026-05-10T11:00:00Z' }), now)).toEqual({ days: 10, stale: true });
    expect(standingOf(object, record({ stage: 'new', since: '2026-05-01T13:00:00Z', due: null }), now)).toEqual({ days: 9, stale: false });
  });

  it('is of no interest once it is closed, or unknown', () => {
    expect(standingOf(object, record({ stage: 'won', since: '2026-05-01T11:00:00Z' }), now)).toBeNull();
    expect(standingOf(object, record({ stage: 'new', since: null }), now)).toBeNull();
  });
});

describe('the list of what is stale', () => {
  const limited = { ...object, fields: [{ name: 'due' }], pipelines: [{ key: 'sales', label: '', stages: [{ key: 'new', kind: 'open', limit_days: 3 }] }] } as unknown as ObjectMeta;

  it('is there where a stage has a time limit', () => {
    expect(staleFilter(limited)).toBe('due < now()');
    expect(staleFilter({ ...limited, pipelines: object.pipelines })).toBeNull();
  });

  it('is not there for whoever does not see since when', () => {
    expect(staleFilter({ ...limited, fields: [] })).toBeNull();
  });
});
