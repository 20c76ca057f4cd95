/** A pipeline while it is edited. Keys never change once given: records hold them. */
import type { Labels, PipelineMeta, StageGate, StageMeta } from '@/api/types';

export const stageColors = ['gray', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange', 'red', 'pink', 'grape', 'violet', 'indigo'] as const;

interface GateSent {
  condition: string;
  reason: string | Labels;
}

type StageSent = Pick<StageMeta, 'key' | 'label' | 'kind' | 'probability' | 'color'> & {
  entry: GateSent[];
  exit: GateSent[];
  required: string[];
  guidance: string | Labels | null;
  limit_days: number | null;
  next: string[] | null;
};

export type PipelineSent = Pick<PipelineMeta, 'key' | 'label'> & { stages: StageSent[] };

/** As the server takes it: all of a stage is sent, so that what was taken out goes. */
export function toWire(pipelines: readonly PipelineMeta[]): PipelineSent[] {
  return pipelines.map(({ key, label, stages }) => ({
    key,
    label,
    stages: stages.map((stage) => ({
      key: stage.key,
      label: stage.label,
      kind: stage.kind,
      probability: stage.probability,
      color: stage.color,
      entry: gates(stage.entry),
      exit: gates(stage.exit),
      required: stage.required ?? [],
      guidance: stage.guidances ?? stage.guidance ?? null,
      limit_days: stage.limit_days ?? null,
      // A stage that was taken out cannot follow any more.
      next: stage.next?.filter((one) => stages.some((each) => each.key === one)) ?? null,
    })),
  }));
}

const gates = (given: StageGate[] | undefined): GateSent[] => (given ?? []).map(({ condition = '', reason, reasons }) => ({ condition, reason: reasons ?? reason }));

export function replaceStage(pipeline: PipelineMeta, key: string, change: Partial<StageMeta>): PipelineMeta {
  return { ...pipeline, stages: pipeline.stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage)) };
}

/** Open stages stand before the closing ones, so a new one goes behind the last open stage. */
export function addStage(pipeline: PipelineMeta, label: string, taken: readonly string[]): PipelineMeta {
  const open = pipeline.stages.filter((stage) => stage.kind === 'open');
  const stage: StageMeta = { key: freshKey(`${pipeline.key}_stage`, taken), label, kind: 'open', probability: open.at(-1)?.probability ?? 50, color: 'blue' };
  return { ...pipeline, stages: [...open, stage, ...pipeline.stages.filter((one) => one.kind !== 'open')] };
}

/** A pipeline that deals can be put in, won and lost in at once. */
export function newPipeline(labels: Record<'pipeline' | 'first' | 'second' | 'won' | 'lost', string>, pipelines: readonly PipelineMeta[]): PipelineMeta {
  const key = freshKey('pipeline', pipelines.map((one) => one.key));
  const taken = pipelines.flatMap((one) => one.stages.map((stage) => stage.key));
  const stages: StageMeta[] = [];
  const add = (label: string, kind: StageMeta['kind'], probability: number, color: string) =>
    stages.push({ key: freshKey(`${key}_stage`, [...taken, ...stages.map((stage) => stage.key)]), label, kind, probability, color });
  add(labels.first, 'open', 20, 'gray');
  add(labels.second, 'open', 60, 'blue');
  add(labels.won, 'won', 100, 'green');
  add(labels.lost, 'lost', 0, 'red');
  return { key, label: labels.pipeline, stages };
}

export function freshKey(prefix: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const key = `${prefix}_${number}`;
    if (!taken.includes(key)) return key;
  }
}

export function moveStage(pipeline: PipelineMeta, from: string, to: string): PipelineMeta {
  const stages = [...pipeline.stages];
  const start = stages.findIndex((stage) => stage.key === from);
  const end = stages.findIndex((stage) => stage.key === to);
  const [moved] = stages.splice(start, 1);
  if (moved) stages.splice(end, 0, moved);
  return { ...pipeline, stages };
}
