import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useUpdateRecord } from '@/api/recordWrites';
import type { CrmRecord, FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';
import { useSentence } from '../useSentence';
import { FieldInput } from './FieldInput';
import { FieldValue } from './FieldValue';
import classes from './InlineField.module.css';

export interface InlineFieldProps {
  object: ObjectMeta;
  record: CrmRecord;
  field: FieldMeta;
}

/** A labelled value that turns into its input when pressed, and saves when left. A refusal stays under the field. */
export function InlineField({ object, record, field }: InlineFieldProps) {
  const { t } = useTranslation('fields');
  const sentence = useSentence();
  const update = useUpdateRecord(object.name);
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState<FieldScalar>(null);
  const [error, setError] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const returnFocus = useRef(false);
  const value = record[field.name] ?? null;
  const locked = field.read_only || !object.permissions.update;

  useEffect(() => {
    if (!editing && returnFocus.current) button.current?.focus();
    returnFocus.current = false;
  }, [editing]);

  const open = () => {
    setDraft(value);
    setError(undefined);
    setEditing(true);
  };
  const close = () => {
    returnFocus.current = box.current?.contains(document.activeElement) ?? false;
    setEditing(false);
  };
  const save = (next: FieldScalar) => {
    close();
    if (JSON.stringify(next) === JSON.stringify(value)) return;
    update.mutate(
      { id: record.id, values: { [field.name]: next }, version: record.version, message: t('inline.saved', { name: field.label }) },
      {
        onError: (problem) => {
          setDraft(next);
          setError((isProblem(problem) && problem.byField()[field.name]) || sentence(problem));
          setEditing(true);
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    const choosing = ['choice', 'multi_choice', 'stage', 'lookup', 'mixed_lookup', 'links'].includes(field.type);
    if (event.key === 'Enter' && !choosing && !(field.type === 'long_text' && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      setTimeout(() => save(latest.current), 0);
    }
  };
  const latest = useRef<FieldScalar>(null);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const onBlur = () =>
    requestAnimationFrame(() => {
      const active = document.activeElement;
      const inside = box.current?.contains(active) || active?.closest('.mantine-Popover-dropdown, .mantine-Combobox-dropdown');
      if (!inside && box.current) save(latest.current);
    });

  return (
    <div className={classes.row} data-long={field.type === 'long_text' || undefined}>
      <Text component="span" size="sm" className={classes.label} title={field.help ?? undefined}>{field.label}</Text>
      {editing ? (
        <div ref={box} className={classes.input} onKeyDown={onKeyDown} onBlur={onBlur}>
          <FieldInput
            field={field}
            value={draft}
            record={record}
            bare
            autoFocus
            size="sm"
            error={error}
            onChange={setDraft}
            onCommit={field.type === 'date' ? undefined : save}
          />
        </div>
      ) : (
        <div className={classes.value} data-locked={locked || undefined} onClick={locked ? undefined : (event) => !(event.target as Element).closest('a') && open()}>
          <FieldValue field={field} value={value} record={record} variant="full" placeholder={locked ? '—' : undefined} />
          {!locked && (
            <button ref={button} type="button" className={classes.edit} onClick={(event) => { event.stopPropagation(); open(); }} aria-label={t('inline.edit', { name: field.label })}>
              {value === null || value === '' ? t('inline.add') : ''}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
