import { describe, expect, it } from 'vitest';
import type { PipelineMeta } from '@/api/types';
import { addStage, freshKey, moveStage, newPipeline, toWire } from './draft';

const pipeline: PipelineMeta = {
  key: 'sales',
  label: 'Sales',
  stages: [
    { key: 'new', label: 'New', kind: 'open', probability: 10 },
    { key: 'won', label: 'Won', kind: 'won', probability: 100 },
  ],
};

describe('pipeline draft', () => {
  it('puts a new stage behind the last open one', () => {
    expect(addStage(pipeline, 'Demo', ['new', 'won']).stages.map((stage) => stage.label)).toEqual(['New', 'Demo', 'Won']);
  });

  it('never takes a key twice', () => {
    expect(freshKey('sales_stage', ['sales_stage_1', 'sales_stage_2'])).toBe('sales_stage_3');
  });

  it('moves a stage to the place of another', () => {
    expect(moveStage(pipeline, 'won', 'new').stages.map((stage) => stage.key)).toEqual(['won', 'new']);
  });

  it('is sent whole, without what is gone', () => {
    const asked = { ...pipeline, stages: [{ ...pipeline.stages[0]!, next: ['won', 'gone'], entry: [{ condition: 'amount > 1', reason: 'x', reasons: { en: 'x' } }] }, pipeline.stages[1]!] };
    const [sent] = toWire([asked]);
    expect(sent?.stages[0]).toMatchObject({ next: ['won'], entry: [{ condition: 'amount > 1', reason: { en: 'x' } }], exit: [], guidance: null, limit_days: null });
    expect(sent?.stages[1]?.next).toBeNull();
  });

  it('begins a pipeline that can be won and lost, under keys of its own', () => {
    const labels = { pipeline: 'Partners', first: 'New', second: 'Offer', won: 'Won', lost: 'Lost' };
    const first = newPipeline(labels, [pipeline]);
    const second = newPipeline(labels, [pipeline, first]);
    expect(first.stages.map((stage) => stage.kind)).toEqual(['open', 'open', 'won', 'lost']);
    expect(new Set([...first.stages, ...second.stages].map((stage) => stage.key)).size).toBe(8);
    expect(second.key).not.toBe(first.key);
  });
});
