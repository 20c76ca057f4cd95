import { useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, FieldMeta, FieldScalar } from '@/api/types';
import { isRoomy } from '@/ui/fields/kinds';
import { FieldValue } from '@/ui/fields/FieldValue';
import { useRecordEditing } from '../context';
import { sameValue } from '../merge';
import { InlineEditor } from './InlineEditor';
import { dependentValues } from './dependentValues';
import classes from './InlineField.module.css';

interface InlineFieldProps {
  field: FieldMeta;
  /** `row`: label beside the value; `figure`: label above it, in the header; `stacked`: above it, in a wide section. */
  layout?: 'row' | 'figure' | 'stacked';
  children?: ReactNode;
}

interface Editing {
  base: CrmRecord;
  draft: FieldScalar | undefined;
  error?: string;
}

/** One field of the record: read, click, change, saved. Esc leaves it as it was. */
export function InlineField({ field, layout = 'row', children }: InlineFieldProps) {
  const { t } = useTranslation('records');
  const { meta, record, editable, closed, save, onType } = useRecordEditing();
  const [editing, setEditing] = useState<Editing | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const value = record[field.name];
  const locked = editable && !field.read_only ? closed(field.name) : null;
  const writable = editable && !field.read_only && !locked;

  const start = () => setEditing({ base: record, draft: value });
  const close = (byKeyboard: boolean) => {
    setEditing(null);
    onType(field.name, undefined);
    if (byKeyboard) requestAnimationFrame(() => pencil.current?.focus());
  };
  const commit = async (next: FieldScalar | undefined, byKeyboard: boolean) => {
    const base = editing?.base ?? record;
    if (field.required && isBlank(next)) {
      setEditing({ base, draft: next, error: t('create.required', { field: field.label }) });
      return;
    }
    close(byKeyboard);
    if (sameValue(next, base[field.name])) return;
    onType(field.name, next ?? null);
    const errors = await save({ ...dependentValues(meta, field, next, base), [field.name]: next ?? null }, base);
    if (errors) onType(field.name, undefined);
    if (errors) setEditing({ base, draft: next, error: errors[field.name] ?? Object.values(errors)[0] });
  };
  const onClick = (event: MouseEvent) => {
    // Links stay links, and selecting text to copy it is not a wish to edit.
    if ((event.target as HTMLElement).closest('a') || window.getSelection()?.toString()) return;
    start();
  };

  return (
    <div className={classes.field} data-layout={layout} data-writable={writable || undefined} data-field={field.name} data-roomy={(editing && isRoomy(field)) || undefined}>
      <div className={classes.label} title={field.help ?? undefined}>
        {field.label}
        {field.required && writable && <span className={classes.required} aria-hidden> *</span>}
      </div>
      {editing ? (
        <InlineEditor
          field={field}
          record={{ ...record, [field.name]: editing.draft }}
          value={editing.draft}
          error={editing.error}
          onChange={(draft) => {
            setEditing({ ...editing, draft });
            onType(field.name, draft);
          }}
          onSave={(draft, byKeyboard) => void commit(draft, byKeyboard)}
          onCancel={close}
        />
      ) : field.type === 'boolean' ? (
        <div className={classes.value}>
          <Checkbox aria-label={field.label} checked={value === true} disabled={!writable} onChange={(event) => void commit(event.currentTarget.checked, false)} />
          {locked && <Lock reason={locked} />}
        </div>
      ) : (
        <div className={classes.value} onClick={writable ? onClick : undefined}>
          <FieldValue field={field} value={value} record={record} variant={layout === 'figure' ? 'cell' : 'full'} placeholder={writable ? t('field.add') : '–'} />
          {locked && <Lock reason={locked} />}
          {writable && (
            <ActionIcon ref={pencil} className={classes.pencil} size={22} aria-label={t('field.edit', { field: field.label })} onClick={start}>
              <IconPencil size={14} stroke={1.7} />
            </ActionIcon>
          )}
        </div>
      )}
      {children}
    </div>
  );
}

/** Says why a field cannot be edited now; also to those who come by the keyboard. */
function Lock({ reason }: { reason: string }) {
  return (
    <Tooltip label={reason} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <span role="img" tabIndex={0} aria-label={reason} className={classes.lock}>
        <IconLock size={13} stroke={1.8} aria-hidden />
      </span>
    </Tooltip>
  );
}

const isBlank = (value: FieldScalar | undefined): boolean => value === null || value === undefined || value === '';
