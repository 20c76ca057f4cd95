import { useEffect, useMemo } from 'react';
import { Background, Controls, ReactFlow, ReactFlowProvider, useReactFlow, type Edge, type Node } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import type { Body, NodeCount, StepRead } from '../types';
import { START, stepOf } from './graph';
import { HEIGHT, layoutOf, TRIGGER, WIDTH } from './layout';
import { EndNode, StepNode, type StepData } from './StepNode';
import { useStepText } from './useStepText';
import { WayEdge, type WayData } from './WayEdge';
import classes from './Editor.module.css';

const NODES = { step: StepNode, end: EndNode };
const EDGES = { way: WayEdge };

export interface CanvasProps {
  body: Body;
  object: ObjectMeta | undefined;
  selected: string | null;
  onSelect: (id: string | null) => void;
  onAdd?: (after: string, way: string, type: string) => void;
  problems: Record<string, string>;
  counts?: NodeCount[];
  /** The steps of a run, to be shown on the canvas. */
  run?: StepRead[];
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

function Drawn({ body, object, selected, onSelect, onAdd, problems, counts, run }: CanvasProps) {
  const { t } = useTranslation('workflows');
  const scheme = useComputedColorScheme('light');
  const text = useStepText();
  const { fitView } = useReactFlow();
  const layout = useMemo(() => layoutOf(body), [body]);
  const shape = layout.nodes.length + layout.ends.length;
  useEffect(() => {
    // After the nodes have been drawn.
    const timer = setTimeout(() => void fitView({ maxZoom: 1, padding: 0.15, duration: 200 }), 60);
    return () => clearTimeout(timer);
  }, [fitView, shape]);

  const marks = run && marksOf(run);
  const nodes: Node[] = [
    ...layout.nodes.map(({ id, x, y }): Node => {
      const step = stepOf(body, id);
      const count = counts?.find((one) => one.node === id);
      const data: StepData = {
        type: step?.type ?? '',
        title: step ? text.title(step) : t(`trigger.types.${body.trigger.type}`),
        detail: step ? text.detail(step, object) : text.trigger(body.trigger, object),
        problem: problems[id],
        count,
        isTrigger: id === TRIGGER,
        isSelected: selected === id,
        mark: marks && (id === TRIGGER ? 'done' : (marks.nodes.get(id) ?? 'off')),
        words: { done: t('counts.done', { count: count?.done ?? 0 }), failed: t('counts.failed', { count: count?.failed ?? 0 }), waiting: t('counts.waiting', { count: count?.waiting ?? 0 }) },
      };
      return { id, type: 'step', position: { x, y }, data, draggable: false, width: WIDTH, height: HEIGHT, ariaLabel: `${data.title} ${data.detail}` };
    }),
    ...layout.ends.map(({ id, x, y }): Node => ({ id, type: 'end', position: { x: x + WIDTH / 2 - 4, y: y }, data: {}, draggable: false, selectable: false, focusable: false, width: 8, height: 8 })),
  ];
  const edges: Edge[] = layout.ways.map(({ from, way, to }): Edge => {
    const label = text.way(stepOf(body, from), way);
    const source = from || TRIGGER;
    const taken = marks && (from === START ? marks.nodes.has(to) : marks.ways.has(`${from}/${way}`));
    const data: WayData = {
      label,
      addLabel: label ? t('addOn', { way: label }) : t('add'),
      onAdd: onAdd && ((type) => onAdd(from, way, type)),
      mark: marks && (taken ? 'on' : 'off'),
    };
    return { id: `${source}/${way}`, source, target: to, type: 'way', data, focusable: false, selectable: false };
  });
  return (
    <div className={classes.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODES}
        edgeTypes={EDGES}
        colorMode={scheme}
        nodesConnectable={false}
        nodesDraggable={false}
        deleteKeyCode={null}
        ariaLabelConfig={{ 'controls.zoomIn.ariaLabel': t('canvas.zoomIn'), 'controls.zoomOut.ariaLabel': t('canvas.zoomOut'), 'controls.fitView.ariaLabel': t('canvas.fit'), 'controls.ariaLabel': t('canvas.controls') }}
        minZoom={0.2}
        maxZoom={1.5}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, node) => node.type === 'step' && onSelect(node.id)}
        onPaneClick={() => onSelect(null)}
        onSelectionChange={({ nodes: chosen }) => chosen[0] && chosen[0].type === 'step' && onSelect(chosen[0].id)}
      >
        <Background gap={20} size={1} />
        <Controls showInteractive={false} className={classes.controls} />
      </ReactFlow>
    </div>
  );
}

/** Which steps a run came to, the last time that it did, and by which ways it left them. */
function marksOf(run: StepRead[]) {
  const nodes = new Map<string, StepRead['state']>();
  const ways = new Set<string>();
  for (const step of run) {
    nodes.set(step.node, step.state);
    if (step.way) ways.add(`${step.node}/${step.way}`);
  }
  return { nodes, ways };
}
