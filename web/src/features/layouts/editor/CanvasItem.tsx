import { IconAlignLeft, IconEyeQuestion, IconFiles, IconLink, IconListDetails, IconProgress, IconPuzzle, IconTimelineEvent, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemDraft, SectionDraft } from '../types';
import { CanvasField } from './CanvasField';
import { useEditing } from './context';
import { phoneFields } from './model';
import { useItemLabel } from './useItemLabel';
import { usePart, usePlace } from './usePart';
import classes from './Editor.module.css';

const ICONS: Record<string, typeof IconPuzzle> = { timeline: IconTimelineEvent, files: IconFiles, links: IconLink, access: IconUsersGroup, stages: IconProgress };

/** A section, a list or another part, as it stands on the page. */
export function CanvasItem({ item }: { item: ItemDraft }) {
  const { t } = useTranslation('layouts');
  const label = useItemLabel()(item);
  const place = usePlace({ kind: 'item', key: item.key }, t('place.before', { name: label }));
  const { handle, chosen, isDragging } = usePart({ kind: 'item', key: item.key }, label);
  const Shape = item.type === 'section' ? IconAlignLeft : item.type === 'related' ? IconListDetails : (ICONS[item.component] ?? IconPuzzle);
  return (
    <div {...place} className={classes.item} data-selected={chosen || undefined} data-dragging={isDragging || undefined} data-item={item.key}>
      <div {...handle} className={classes.itemHead}>
        <Shape size={14} stroke={1.7} aria-hidden />
        <span className="truncate">{label}</span>
        <span className={classes.marks}>{item.visible_when && <IconEyeQuestion size={14} aria-label={t('conditional')} />}</span>
      </div>
      {item.type === 'section' && <Fields section={item} label={label} />}
    </div>
  );
}

function Fields({ section, label }: { section: SectionDraft; label: string }) {
  const { t } = useTranslation('layouts');
  const { phone } = useEditing();
  const end = usePlace({ kind: 'section', key: section.key }, t('place.endOf', { name: label }), phone);
  const columns = phone ? 1 : section.columns;
  return (
    <div className={classes.fields} data-columns={columns}>
      {(phone ? phoneFields(section) : section.fields).map((placed) => (
        <CanvasField key={placed.name} placed={placed} columns={columns} />
      ))}
      {!phone && <div {...end} className={classes.end} data-empty={!section.fields.length || undefined}>{section.fields.length ? '' : t('dropFields')}</div>}
    </div>
  );
}
