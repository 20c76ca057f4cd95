/** The stages of a record's pipeline and how far it has come. Pure functions. */
import type { CrmRecord, ObjectMeta, PipelineMeta, StageMeta } from '@/api/types';

export type StageState = 'passed' | 'current' | 'ahead';

export interface StageStep extends StageMeta {
  state: StageState;
}

export interface Path {
  pipeline: PipelineMeta;
  steps: StageStep[];
  current: StageStep | undefined;
}

export function pathOf(meta: ObjectMeta, record: CrmRecord, field = 'stage'): Path | null {
  const pipeline =
    meta.pipelines.find(({ key }) => key === record[meta.pipeline_fields?.pipeline ?? 'pipeline']) ??
    meta.pipelines.find(({ stages }) => stages.some(({ key }) => key === record[field])) ??
    meta.pipelines[0];
  if (!pipeline) return null;
  const at = pipeline.stages.findIndex(({ key }) => key === record[field]);
  const ended = pipeline.stages[at]?.kind;
  const steps = pipeline.stages.map((stage, index): StageStep => ({ ...stage, state: stateOf(stage, index, at, ended) }));
  return { pipeline, steps, current: steps[at] };
}

/** A won deal has gone the whole way; where a lost one stopped, nobody can tell from its stage. */
function stateOf(stage: StageMeta, index: number, at: number, ended: StageMeta['kind'] | undefined): StageState {
  if (index === at) return 'current';
  if (stage.kind !== 'open' || ended === 'lost') return 'ahead';
  return ended === 'won' || index < at ? 'passed' : 'ahead';
}
