/** Carrying parts of a layout by mouse, finger and keyboard. */
import { closestCenter, KeyboardSensor, MouseSensor, pointerWithin, TouchSensor, useSensor, useSensors, type Active, type CollisionDetection, type DroppableContainer, type KeyboardCoordinateGetter } from '@dnd-kit/core';
import type { Carried, Target } from './model';

export interface CarriedData {
  carried: Carried;
  label: string;
}

export interface TargetData {
  target: Target;
  label: string;
}

export const carriedOf = (active: Pick<Active, 'data'> | null): CarriedData | undefined => active?.data.current as CarriedData | undefined;
export const targetOf = (over: { data: DroppableContainer['data'] } | null): TargetData | undefined => over?.data.current as TargetData | undefined;

/** Fields go among fields; sections, lists and the rest among themselves. */
function takes(container: DroppableContainer, active: Pick<Active, 'data'> | null): boolean {
  const carried = carriedOf(active)?.carried;
  const target = targetOf(container)?.target;
  if (!carried || !target) return false;
  if (carried.kind === 'field') return target.kind !== 'item';
  return target.kind !== 'field' && target.kind !== 'section' && !(target.kind === 'palette' && carried.kind === 'new');
}

/** The smallest thing under the pointer; for the keyboard, that on which it stands. */
export const under: CollisionDetection = (args) => {
  const droppableContainers = args.droppableContainers.filter((container) => takes(container, args.active));
  if (!args.pointerCoordinates) return closestCenter({ ...args, droppableContainers });
  const size = (id: string | number) => {
    const rect = args.droppableRects.get(id);
    return rect ? rect.width * rect.height : Infinity;
  };
  return pointerWithin({ ...args, droppableContainers }).sort((left, right) => size(left.id) - size(right.id));
};

/** Arrow keys go from place to place in the order of the page. */
const betweenPlaces: KeyboardCoordinateGetter = (event, { context }) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.code];
  if (!step) return undefined;
  event.preventDefault();
  const places = context.droppableContainers
    .getEnabled()
    .filter((container) => takes(container, context.active))
    .sort((left, right) => (left.node.current && right.node.current && left.node.current.compareDocumentPosition(right.node.current) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  const at = places.findIndex(({ id }) => id === context.over?.id);
  const next = places[at < 0 ? 0 : Math.max(0, Math.min(places.length - 1, at + step))];
  const rect = next && context.droppableRects.get(next.id);
  if (!rect) return undefined;
  next.node.current?.scrollIntoView({ block: 'nearest' });
  return { x: rect.left + rect.width / 2 - (context.collisionRect?.width ?? 0) / 2, y: rect.top + rect.height / 2 - (context.collisionRect?.height ?? 0) / 2 };
};

export function useLayoutSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls; one that rests takes the part.
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: betweenPlaces, keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] } }),
  );
}
