import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconChevronDown, IconChevronRight, IconEye, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { textIn } from '@/features/rules/texts';
import { FieldInput } from '@/ui/fields/FieldInput';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { mayBeFixed, type FormField, type Language } from '../types';
import { ChoicesInput } from './ChoicesInput';
import { WhenInput } from './WhenInput';
import { WordsInput } from './WordsInput';
import classes from './Designer.module.css';

export interface FieldRowProps {
  object: ObjectMeta;
  declared: FormField;
  /** Fields further up, which its condition may name. */
  earlier: FormField[];
  own: Language;
  open: boolean;
  error?: string;
  onOpen: () => void;
  onChange: (change: Partial<FormField>) => void;
  onRemove: () => void;
}

/** One field of the form: its place, what it is called here, whether and when it is asked for. */
export function FieldRow({ object, declared, earlier, own, open, error, onOpen, onChange, onRemove }: FieldRowProps) {
  const { t } = useTranslation('forms');
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: declared.field });
  const field = object.fields.find((one) => one.name === declared.field);
  const label = textIn(declared.label, own) || field?.label || declared.field;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li ref={setNodeRef} className={classes.field} data-dragging={isDragging || undefined} data-wrong={Boolean(error) || undefined} style={{ transform: CSS.Translate.toString(transform), transition }}>
      <div className={classes.fieldHead}>
        <ActionIcon size="sm" aria-label={t('fields.move', { name: label })} style={{ cursor: 'grab', touchAction: 'none' }} {...attributes} {...listeners}>
          <IconGripVertical size={15} />
        </ActionIcon>
        <button type="button" className={classes.fieldName} aria-expanded={open} onClick={onOpen}>
          {field && <FieldTypeIcon field={field} size={15} />}
          <span className="truncate">{label}</span>
          {(declared.required || field?.required) && <span className={classes.star} aria-label={t('fields.required')}>*</span>}
          {declared.when && <IconEye size={14} aria-label={t('fields.conditional')} className={classes.faint} />}
          <Chevron size={15} aria-hidden className={classes.chevron} />
        </button>
        <Tooltip label={t('fields.remove')}>
          <ActionIcon size="sm" aria-label={t('fields.removeNamed', { name: label })} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      {error && <p className={classes.wrong} role="alert">{error}</p>}
      {open && field && (
        <div className={classes.fieldBody}>
          <WordsInput label={t('fields.label')} placeholder={field.label} own={own} value={declared.label ?? {}} maxLength={200} onChange={(next) => onChange({ label: next })} />
          <WordsInput label={t('fields.helpText')} own={own} value={declared.help ?? {}} maxLength={500} onChange={(next) => onChange({ help: next })} />
          <Checkbox label={t('fields.required')} checked={field.required || (declared.required ?? false)} disabled={field.required} onChange={(event) => onChange({ required: event.currentTarget.checked })} />
          {field.target && field.type === 'lookup' && <ChoicesInput target={field.target} value={declared.choices ?? ''} onChange={(choices) => onChange({ choices })} />}
          {mayBeFixed(field) && <FieldInput field={asDefault(field, t('fields.default'))} value={declared.default ?? null} onChange={(value) => onChange({ default: value })} />}
          {earlier.length > 0 && !field.required && (
            <WhenInput object={object} earlier={earlier} value={declared.when ?? ''} onChange={(when) => onChange({ when })} />
          )}
        </div>
      )}
    </li>
  );
}

const asDefault = (field: FieldMeta, label: string): FieldMeta => ({ ...field, label, help: null, required: false, read_only: false });
