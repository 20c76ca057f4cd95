import { useState } from 'react';
import { DndContext, MouseSensor, pointerWithin, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import { IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionText } from '@/features/lists/filters/ConditionText';
import type { ObjectMeta } from '@/api/types';
import { END, START, type Wrong } from '../model/places';
import { findStep, moveStep, shiftStep, slotOf, type Slot } from '../model/tree';
import { OUTCOMES, type Body, type Step } from '../model/types';
import { peopleOf, useColleagues } from '../useColleagues';
import { useProcessText } from '../useProcessText';
import { Line } from './Line';
import { Terminal } from './Terminal';
import classes from '../Designer.module.css';

export interface FlowProps {
  body: Body;
  object: ObjectMeta;
  selected: string | null;
  wrong: Wrong;
  onSelect: (part: string | null) => void;
  onAdd: (slot: Slot, kind: 'step' | 'branches') => void;
  onSteps: (change: (steps: Step[]) => Step[]) => void;
}

/** The process from top to bottom, branches side by side. Steps are dragged, or moved by Alt and the arrow keys. */
export function Flow({ body, object, selected, wrong, onSelect, onAdd, onSteps }: FlowProps) {
  const { t } = useTranslation('approvals');
  const words = useProcessText(object, useColleagues(peopleOf(body)));
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 5 } }), useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 6 } }));

  const tell = (steps: Step[], name: string) => {
    const step = findStep(steps, name);
    const slot = slotOf(steps, name);
    if (!step || !slot) return;
    const parent = findStep(steps, slot.parent);
    const at = { name: words.title(step), number: slot.index + 1 };
    setTold(parent ? t('flow.movedIn', { ...at, branch: slot.branch + 1, parent: words.title(parent) }) : t('flow.moved', at));
  };
  const change = (name: string, next: Step[]) => {
    if (next === body.steps) return;
    onSteps(() => next);
    tell(next, name);
  };
  const set = OUTCOMES.flatMap((outcome) => Object.keys(body[outcome]?.set ?? {}));
  return (
    <div className={classes.canvas} aria-label={t('flow.label')} role="group">
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        onDragStart={({ active }) => setDragged(String(active.id))}
        onDragCancel={() => setDragged(null)}
        onDragEnd={({ active, over }) => {
          setDragged(null);
          const slot = over?.data.current as Slot | undefined;
          if (slot) change(String(active.id), moveStep(body.steps, String(active.id), slot));
        }}
      >
        <div className={classes.flow}>
          <Terminal Icon={IconPlayerPlay} title={t('start.title')} text={t('flow.submits', { people: words.submitters(body) })} more={body.condition ? <ConditionText object={object} condition={body.condition} /> : undefined} problem={Object.values(wrong[START] ?? {})[0]} selected={selected === START} onSelect={() => onSelect(START)} />
          <Line
            steps={body.steps}
            object={object}
            parent={null}
            branch={0}
            dragged={dragged}
            selected={selected}
            wrong={wrong}
            words={words}
            onSelect={onSelect}
            onAdd={onAdd}
            onShift={(name, by) => change(name, shiftStep(body.steps, name, by))}
          />
          <Terminal Icon={IconCircleCheck} title={t('end.title')} text={set.length ? t('flow.sets', { fields: [...new Set(set)].map(words.field).join(', ') }) : t('flow.setsNothing')} problem={Object.values(wrong[END] ?? {})[0]} selected={selected === END} onSelect={() => onSelect(END)} />
        </div>
      </DndContext>
      <p className={classes.hint}>{t('flow.keys')}</p>
      <p className="visually-hidden" role="status" aria-live="polite">{told}</p>
    </div>
  );
}
