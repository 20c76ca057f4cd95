import type { KeyboardEvent, MouseEvent } from 'react';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import type { CarriedData, TargetData } from './dragging';
import { useEditing } from './context';
import { omit, put, shift, shiftOnPhone, type Carried, type Selected, type Target } from './model';

/** A place where something can be put. */
export function usePlace(target: Target, label: string, disabled = false) {
  const { setNodeRef, isOver } = useDroppable({ id: `to ${JSON.stringify(target)}`, data: { target, label } satisfies TargetData, disabled });
  return { ref: setNodeRef, 'data-over': isOver || undefined };
}

/** Something on the page: carried by its handle, chosen by a click or Enter, moved by Alt and an arrow, taken off by Delete. */
export function usePart(carried: Exclude<Carried, { kind: 'new' }>, label: string) {
  const editing = useEditing();
  const { draft, change, phone, selected, select } = editing;
  const own: Selected = carried;
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `${carried.kind} ${carried.kind === 'field' ? carried.name : carried.key}`, data: { carried, label } satisfies CarriedData });
  const chosen = JSON.stringify(selected) === JSON.stringify(own);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    if (event.altKey && step) {
      event.preventDefault();
      change((phone ? shiftOnPhone : shift)(draft, own, step), { apart: true });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      select(own);
    } else if (!phone && (event.key === 'Delete' || event.key === 'Backspace')) {
      event.preventDefault();
      change(put(draft, carried, { kind: 'palette' }), { apart: true });
      if (chosen) select(null);
    } else listeners?.onKeyDown?.(event);
  };
  const onClick = (event: MouseEvent) => {
    event.stopPropagation();
    select(own);
  };
  return {
    chosen,
    isDragging,
    handle: { ref: setNodeRef, ...attributes, ...listeners, onKeyDown, onClick, 'aria-pressed': chosen, 'aria-label': label },
  };
}

/** Left out, and out of the section where it stood. */
export function leaveOut(draft: Parameters<typeof omit>[0], name: string) {
  return omit(put(draft, { kind: 'field', name }, { kind: 'palette' }), name, true);
}
