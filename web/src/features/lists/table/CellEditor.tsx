import { useRef, useState, type KeyboardEvent } from 'react';
import type { CrmRecord, FieldMeta, FieldScalar } from '@/api/types';
import { lookupIn } from '@/api/values';
import { FieldInput } from '@/ui/fields/FieldInput';
import classes from './RecordTable.module.css';

export interface CellEditorProps {
  field: FieldMeta;
  record: CrmRecord;
  onSave: (value: FieldScalar) => void;
  /** Where the cursor goes afterwards. */
  onClose: (step?: { row?: number; column?: number }) => void;
}

/** A cell being edited in place: Enter and leaving save, Escape does not, choosing from a list saves at once. */
export function CellEditor({ field, record, onSave, onClose }: CellEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const before = record[field.name] ?? null;
  const [value, setValue] = useState<FieldScalar>(before);
  const latest = useRef<FieldScalar>(before);
  const closed = useRef(false);

  const finish = (save: boolean, step?: { row?: number; column?: number }) => {
    if (closed.current) return;
    closed.current = true;
    if (save && !same(latest.current, before)) onSave(latest.current);
    onClose(step);
  };
  const change = (next: FieldScalar) => {
    latest.current = next;
    setValue(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') finish(false);
    else if (event.key === 'Tab') {
      event.preventDefault();
      finish(true, { column: event.shiftKey ? -1 : 1 });
    } else if (event.key === 'Enter' && !event.defaultPrevented && !(field.type === 'long_text' && event.shiftKey)) {
      // Lists take Enter as "choose", which saves through onCommit.
      if (field.type === 'choice' || field.type === 'multi_choice' || field.type === 'stage' || field.type === 'lookup' || field.type === 'mixed_lookup') return;
      event.preventDefault();
      // The date field reads what was typed when it hears Enter: let it finish first.
      setTimeout(() => finish(true), 0);
    }
  };
  const onBlur = () =>
    requestAnimationFrame(() => {
      const active = document.activeElement;
      const inside = box.current?.contains(active) || active?.closest('.mantine-Popover-dropdown, .mantine-Combobox-dropdown');
      if (!inside) finish(true);
    });

  return (
    <div ref={box} className={classes.editor} onKeyDown={onKeyDown} onBlur={onBlur} onClick={(event) => event.stopPropagation()}>
      <FieldInput
        field={field}
        value={value}
        record={record}
        bare
        autoFocus
        size="xs"
        onChange={change}
        onCommit={(next) => {
          if (field.type === 'date') return;
          change(next);
          finish(true);
        }}
      />
    </div>
  );
}

/** Whether saving would change nothing. */
export function same(left: FieldScalar, right: FieldScalar): boolean {
  if (Array.isArray(left) || Array.isArray(right)) return JSON.stringify(left) === JSON.stringify(right);
  const [one, other] = [lookupIn(left), lookupIn(right)];
  if (one && other) return one.id === other.id;
  if (typeof left === 'object' && typeof right === 'object') return JSON.stringify(left) === JSON.stringify(right);
  if (typeof left === 'string' && typeof right === 'string' && left !== '' && !Number.isNaN(Number(left))) return Number(left) === Number(right) || left === right;
  return left === right;
}
