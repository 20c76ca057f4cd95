import { describe, expect, it } from 'vitest';
import type { ObjectMeta, StageMeta } from '@/api/types';
import { pathOf } from './stages';

const stage = (key: string, kind: StageMeta['kind'] = 'open'): StageMeta => ({ key, label: key, kind, probability: 0 });
const meta = {
  pipelines: [
    { key: 'sales', label: 'Sales', stages: [stage('prospecting'), stage('engaging'), stage('proposal'), stage('won', 'won'), stage('lost', 'lost')] },
    { key: 'renewal', label: 'Renewal', stages: [stage('renewal_upcoming'), stage('renewal_won', 'won')] },
  ],
} as unknown as ObjectMeta;
const states = (values: object) => pathOf(meta, { id: '1', name: 'x', version: 1, ...values })?.steps.map(({ state }) => state);

describe('pathOf', () => {
  it('counts the stages before the current one as passed', () => {
    expect(states({ pipeline: 'sales', stage: 'engaging' })).toEqual(['passed', 'current', 'ahead', 'ahead', 'ahead']);
  });

  it('counts every open stage of a won deal as passed, and none of a lost one', () => {
    expect(states({ pipeline: 'sales', stage: 'won' })).toEqual(['passed', 'passed', 'passed', 'current', 'ahead']);
    expect(states({ pipeline: 'sales', stage: 'lost' })).toEqual(['ahead', 'ahead', 'ahead', 'ahead', 'current']);
  });

  it('finds the pipeline by the stage when the record does not name it', () => {
    expect(pathOf(meta, { id: '1', name: 'x', version: 1, stage: 'renewal_upcoming' })?.pipeline.key).toBe('renewal');
  });
});
