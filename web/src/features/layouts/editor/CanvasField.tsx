import { IconAsterisk, IconEyeQuestion, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import type { PlacedDraft } from '../types';
import { useEditing } from './context';
import { usePart, usePlace } from './usePart';
import classes from './Editor.module.css';

/** A field where it stands. One that is gone meanwhile says so and can be taken off. */
export function CanvasField({ placed, columns }: { placed: PlacedDraft; columns: number }) {
  const { t } = useTranslation('layouts');
  const { meta } = useEditing();
  const field = fieldOf(meta, placed.name);
  const label = field?.label ?? t('gone', { name: placed.name });
  const place = usePlace({ kind: 'field', name: placed.name }, t('place.before', { name: label }));
  const { handle, chosen, isDragging } = usePart({ kind: 'field', name: placed.name }, label);
  return (
    <div {...place} className={classes.fieldPlace} data-width={Math.min(placed.width, columns)}>
      <div {...handle} className={classes.field} data-selected={chosen || undefined} data-dragging={isDragging || undefined} data-gone={!field || undefined} data-placed={placed.name}>
        {field && <FieldTypeIcon field={field} size={14} />}
        <span className="truncate">{label}</span>
        <span className={classes.marks}>
          {(placed.required || field?.required) && <IconAsterisk size={11} aria-label={t('field.required')} className={classes.required} />}
          {placed.read_only && <IconLock size={12} aria-label={t('field.readOnly')} />}
          {placed.visible_when && <IconEyeQuestion size={13} aria-label={t('conditional')} />}
        </span>
      </div>
    </div>
  );
}
