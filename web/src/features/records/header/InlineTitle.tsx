import { useRef, useState, type KeyboardEvent } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { CrmRecord } from '@/api/types';
import { useRecordEditing } from '../context';
import classes from './RecordHeader.module.css';

/** The record's name, edited where it stands. */
export function InlineTitle() {
  const { t } = useTranslation('records');
  const { meta, record, editable, closed, save } = useRecordEditing();
  const field = fieldOf(meta, meta.title_field);
  const [editing, setEditing] = useState<{ base: CrmRecord; draft: string; error?: string } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const done = useRef(false);

  if (!editing) {
    if (!editable || !field || field.read_only || closed(field.name)) return <h1 className={classes.title}>{record.name}</h1>;
    return (
      <h1 className={classes.title}>
        <button
          ref={button}
          type="button"
          className={classes.titleButton}
          title={t('field.edit', { field: field.label })}
          onClick={() => {
            done.current = false;
            setEditing({ base: record, draft: record.name });
          }}
        >
          {record.name}
        </button>
      </h1>
    );
  }
  const close = () => {
    done.current = true;
    setEditing(null);
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }));
  };
  const commit = async () => {
    if (done.current) return;
    const { base, draft } = editing;
    close();
    const name = draft.trim();
    if (name === base.name) return;
    const errors = await save({ [meta.title_field]: name }, base);
    if (errors) {
      done.current = false;
      setEditing({ base, draft, error: errors[meta.title_field] ?? Object.values(errors)[0] });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void commit();
    if (event.key === 'Escape') close();
  };
  return (
    <TextInput
      className={classes.titleInput}
      aria-label={field?.label}
      autoFocus
      size="md"
      value={editing.draft}
      error={editing.error}
      maxLength={field?.max_length ?? undefined}
      onChange={(event) => setEditing({ ...editing, draft: event.currentTarget.value })}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => void commit()}
      onKeyDown={onKeyDown}
    />
  );
}
