import { memo } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { fieldOf } from '@/api/objects';
import { StaleMark } from '@/features/stages/StaleMark';
import { lookupIn } from '@/api/values';
import type { BoardColumn, CrmRecord, FieldMeta, ObjectMeta } from '@/api/types';
import { FieldValue } from '@/ui/fields/FieldValue';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { RecordLink } from '@/ui/RecordLink';
import classes from './Boards.module.css';

export interface BoardCardProps {
  object: ObjectMeta;
  record: CrmRecord;
  column: BoardColumn['value'];
  peeked: boolean;
  onPeek: (record: CrmRecord) => void;
}

export const BoardCard = memo(function BoardCard({ object, record, column, peeked, onPeek }: BoardCardProps) {
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record, column },
    disabled: !object.permissions.update,
  });
  return (
    <li
      ref={setNodeRef}
      className={classes.card}
      data-dragging={isDragging || undefined}
      data-peeked={peeked || undefined}
      {...attributes}
      {...listeners}
      role="listitem"
      aria-label={record.name}
      onClick={() => onPeek(record)}
    >
      <CardContent object={object} record={record} />
    </li>
  );
});

/** Title, the amount, and the layout's other fields that have a value; the owner as a face. */
export function CardContent({ object, record }: Pick<BoardCardProps, 'object' | 'record'>) {
  const board = object.layouts.board;
  const fields = (board?.card ?? []).flatMap((name) => fieldOf(object, name) ?? []);
  const owner = lookupIn(record.owner);
  const amount = fields.find((field) => field.name === board?.sum);
  const rest = fields.filter((field) => field !== amount && field.name !== 'owner' && filled(record, field));
  return (
    <>
      <span className={classes.cardTitle}>
        <RecordLink object={object.name} id={record.id}>{record.name}</RecordLink>
      </span>
      {rest.map((field) => (
        <span key={field.name} className={classes.fact}>
          {field.type === 'date' && <span className={classes.factLabel}>{field.label}</span>}
          <FieldValue field={field} value={record[field.name]} record={record} links={false} />
        </span>
      ))}
      <StaleMark object={object} record={record} />
      <span className={classes.cardFoot}>
        <span className={classes.amount}>{amount && <FieldValue field={amount} value={record[amount.name]} record={record} />}</span>
        {owner && <OwnerAvatar name={owner.name} size={22} withTooltip />}
      </span>
    </>
  );
}

function filled(record: CrmRecord, field: FieldMeta): boolean {
  const value = record[field.name];
  return value !== null && value !== undefined && value !== '';
}
