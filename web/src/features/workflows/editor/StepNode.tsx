import { Handle, Position, type NodeProps } from '@xyflow/react';
import { IconAlertTriangle, IconBolt } from '@tabler/icons-react';
import { kindOf } from '../stepKinds';
import type { NodeCount } from '../types';
import classes from './Editor.module.css';

export interface StepData extends Record<string, unknown> {
  type: string;
  title: string;
  detail: string;
  /** What is wrong with it, as the server said. */
  problem?: string;
  count?: NodeCount;
  /** Of a run that is shown: how it fared here; `off` for a step that the run never came to. */
  mark?: 'done' | 'waiting' | 'failed' | 'skipped' | 'off';
  isTrigger?: boolean;
  isSelected?: boolean;
  words: { done: string; failed: string; waiting: string };
}

/** One step on the canvas: what it is, what it does, how it is doing. */
export function StepNode({ data }: NodeProps & { data: StepData }) {
  const { Icon, color } = data.isTrigger ? { Icon: IconBolt, color: 'accent' } : kindOf(data.type);
  const { count } = data;
  return (
    <div className={classes.node} data-mark={data.mark} data-problem={data.problem ? true : undefined} data-selected={data.isSelected || undefined} title={data.problem}>
      {!data.isTrigger && <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />}
      <span className={classes.tile} style={{ color: `var(--mantine-color-${color}-text)`, background: `color-mix(in srgb, var(--mantine-color-${color}-filled) 13%, var(--surface))` }}>
        {data.problem ? <IconAlertTriangle size={18} aria-hidden /> : <Icon size={18} stroke={1.7} aria-hidden />}
      </span>
      <span className={classes.words}>
        <span className={classes.nodeTitle}>{data.title}</span>
        {data.problem ? <span className={classes.nodeProblem}>{data.problem}</span> : <span className={classes.nodeDetail}>{data.detail}</span>}
      </span>
      {count && !data.mark && (count.failed > 0 || count.waiting > 0 || count.done > 0) && (
        <span className={classes.counts}>
          {count.done > 0 && <span title={data.words.done}>{count.done}</span>}
          {count.waiting > 0 && <span data-kind="waiting" title={data.words.waiting}>{count.waiting}</span>}
          {count.failed > 0 && <span data-kind="failed" title={data.words.failed}>{count.failed}</span>}
        </span>
      )}
      <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
    </div>
  );
}

/** Where a way ends: a step can be added there. */
export function EndNode() {
  return (
    <div className={classes.end}>
      <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
    </div>
  );
}
