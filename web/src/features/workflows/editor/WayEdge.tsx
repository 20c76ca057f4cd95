import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { AddStep } from './AddStep';
import classes from './Editor.module.css';

export interface WayData extends Record<string, unknown> {
  label: string;
  /** Adds a step here; absent where nothing can be changed. */
  onAdd?: (type: string) => void;
  addLabel: string;
  mark?: 'on' | 'off';
}

const STROKES = {
  plain: { stroke: 'var(--line-strong)', strokeWidth: 1.5 },
  on: { stroke: 'var(--mantine-color-green-filled)', strokeWidth: 2 },
  off: { stroke: 'var(--line)', strokeWidth: 1.5 },
};

/** A way from one step to the next: its name, and a plus to put a step in between. */
export function WayEdge({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data }: EdgeProps & { data?: WayData }) {
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 12, centerY: targetY - 34 });
  return (
    <>
      <BaseEdge id={id} path={path} style={STROKES[data?.mark ?? 'plain']} />
      <EdgeLabelRenderer>
        {data?.label && (
          <span className={`${classes.wayLabel} nodrag nopan`} data-mark={data.mark} style={{ transform: `translate(-50%, -50%) translate(${targetX}px, ${targetY - 46}px)` }}>
            {data.label}
          </span>
        )}
        {data?.onAdd && (
          <span className={`${classes.plus} nodrag nopan`} style={{ transform: `translate(-50%, -50%) translate(${targetX}px, ${targetY - 20}px)` }}>
            <AddStep label={data.addLabel} onAdd={data.onAdd} />
          </span>
        )}
      </EdgeLabelRenderer>
    </>
  );
}
