import { useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { ActionIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, FieldMeta, FieldScalar } from '@/api/types';
import { FieldInput } from '@/ui/fields/FieldInput';
import { behaviourOf } from './behaviour';
import classes from './InlineField.module.css';

interface InlineEditorProps {
  field: FieldMeta;
  record: CrmRecord;
  value: FieldScalar | undefined;
  error?: string;
  onChange: (value: FieldScalar) => void;
  onSave: (value: FieldScalar | undefined, byKeyboard: boolean) => void;
  onCancel: (byKeyboard: boolean) => void;
}

/** The input of a field where its value stood. Enter saves, Esc leaves; a chosen option saves at once. */
export function InlineEditor({ field, record, value, error, onChange, onSave, onCancel }: InlineEditorProps) {
  const { t } = useTranslation('common');
  const behaviour = behaviourOf(field);
  const typing = useRef(false);
  const over = useRef(false);
  const root = useRef<HTMLDivElement>(null);
  const finish = (action: () => void) => {
    if (over.current) return;
    over.current = true;
    action();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    typing.current = true;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      return finish(() => onCancel(true));
    }
    const enters = event.key === 'Enter' && (behaviour.enter === 'saves' || event.metaKey || event.ctrlKey);
    if (!enters || event.defaultPrevented) return;
    event.preventDefault();
    finish(() => onSave(value, true));
  };
  const onBlur = (event: FocusEvent) => {
    const next = event.relatedTarget;
    if (next instanceof Node && (root.current?.contains(next) || (next instanceof Element && next.closest('[data-portal]')))) return;
    if (behaviour.blur === 'saves') finish(() => onSave(value, false));
    else if (behaviour.blur === 'leaves') finish(() => onCancel(false));
  };
  const onCommit = (next: FieldScalar) => {
    // A date is read from every keystroke; only one picked in the calendar is final.
    if (field.type === 'date' && typing.current) return;
    if (behaviour.choiceSaves) finish(() => onSave(next, false));
  };

  return (
    <div
      ref={root}
      className={classes.editor}
      onKeyDown={onKeyDown}
      onPointerDown={() => (typing.current = false)}
      onBlur={onBlur}
    >
      <FieldInput field={field} value={value} onChange={onChange} onCommit={onCommit} record={record} error={error} bare autoFocus size="sm" />
      {behaviour.buttons && (
        <div className={classes.buttons} onMouseDown={(event) => event.preventDefault()}>
          <ActionIcon size={28} variant="default" aria-label={t('cancel')} onClick={() => finish(() => onCancel(true))}>
            <IconX size={16} />
          </ActionIcon>
          <ActionIcon size={28} variant="filled" color="accent" aria-label={t('save')} onClick={() => finish(() => onSave(value, true))}>
            <IconCheck size={16} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
