import { useState } from 'react';
import { DndContext, DragOverlay, MouseSensor, pointerWithin, TouchSensor, useDraggable, useDroppable, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconGripVertical, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { branchOf, type TreeRow } from '../tree';
import type { Position } from '../types';
import classes from '../Organisation.module.css';

const TOP = 'top';

export interface PositionTreeProps {
  rows: TreeRow[];
  positions: Position[];
  open: string | null;
  editable: boolean;
  onOpen: (id: string) => void;
  /** Dropped below `parent`, or at the top: to be confirmed. */
  onDrop: (id: string, parent: string | null) => void;
}

/** Dragging proposes a place below another position; its panel does the same by choice, for whoever does not drag. */
export function PositionTree({ rows, positions, open, editable, onOpen, onDrop }: PositionTreeProps) {
  const { t } = useTranslation('organisation');
  const [carried, setCarried] = useState<Position | null>(null);
  const sensors = useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 6 } }), useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }));
  const barred = carried ? branchOf(positions, carried.id) : null;
  const drop = ({ over }: DragEndEvent) => {
    setCarried(null);
    if (!carried || !over || barred?.has(String(over.id))) return;
    const parent = over.id === TOP ? null : String(over.id);
    if (parent !== carried.parent_id) onDrop(carried.id, parent);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={{ screenReaderInstructions: { draggable: t('positions.dragHelp') } }}
      onDragStart={({ active }) => setCarried(positions.find((one) => one.id === active.id) ?? null)}
      onDragCancel={() => setCarried(null)}
      onDragEnd={drop}
    >
      {carried?.parent_id && <TopZone />}
      <ul className={classes.rows} aria-label={t('positions.title')}>
        {rows.map(({ position, depth }) => (
          <Row key={position.id} position={position} depth={depth} open={position.id === open} barred={barred?.has(position.id) ?? false} editable={editable} onOpen={onOpen} />
        ))}
      </ul>
      <DragOverlay dropAnimation={null}>{carried && <div className={classes.ghost}>{carried.name}</div>}</DragOverlay>
    </DndContext>
  );
}

/** Above all others. */
function TopZone() {
  const { t } = useTranslation('organisation');
  const { setNodeRef, isOver } = useDroppable({ id: TOP });
  return (
    <div ref={setNodeRef} className={classes.top} data-over={isOver}>
      {t('positions.dropTop')}
    </div>
  );
}

interface RowProps extends TreeRow {
  open: boolean;
  barred: boolean;
  editable: boolean;
  onOpen: (id: string) => void;
}

function Row({ position, depth, open, barred, editable, onOpen }: RowProps) {
  const { t } = useTranslation('organisation');
  const { setNodeRef: place, isOver } = useDroppable({ id: position.id, disabled: barred });
  const { setNodeRef: grip, listeners } = useDraggable({ id: position.id, disabled: !editable });
  return (
    <li ref={place} className={classes.row} data-over={isOver && !barred} data-barred={barred} data-open={open} aria-level={depth + 1}>
      <span className={classes.indent} style={{ width: Math.min(depth, 8) * 20 }} />
      {editable && (
        <ActionIcon ref={grip} size="sm" tabIndex={-1} aria-hidden style={{ cursor: 'grab', touchAction: 'none' }} {...listeners}>
          <IconGripVertical size={15} />
        </ActionIcon>
      )}
      <UnstyledButton className={classes.name} aria-expanded={open} onClick={() => onOpen(position.id)}>
        <span className="truncate">{position.name}</span>
      </UnstyledButton>
      <span className={classes.count} title={t('positions.holders', { count: position.holders })}>
        <IconUsers size={13} stroke={1.6} aria-hidden style={{ verticalAlign: -2 }} /> {position.holders}
      </span>
    </li>
  );
}
