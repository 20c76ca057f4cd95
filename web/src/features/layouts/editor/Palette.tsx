import { useDeferredValue, useState, type ReactNode } from 'react';
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { useDraggable } from '@dnd-kit/core';
import { IconEye, IconEyeOff, IconLayoutRows, IconListDetails, IconPlus, IconPuzzle, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { useGradual } from '@/ui/useGradual';
import type { ItemDraft } from '../types';
import { useEditing } from './context';
import type { CarriedData } from './dragging';
import { freshKey, items, newSection, omit, placedNames, put, type Carried, type Target } from './model';
import { usePlace } from './usePart';
import { useWords } from './useWords';
import { NO_TEXT } from './wire';
import classes from './Editor.module.css';

/** What has no place yet: fields, related lists, other parts. Carried onto the page, or added by their button. */
export function Palette() {
  const { t } = useTranslation('layouts');
  const editing = useEditing();
  const { meta, draft, tab, selected } = editing;
  const words = useWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed).trim().toLowerCase();
  const place = usePlace({ kind: 'palette' }, t('place.palette'));
  const fits = (text: string) => text.toLowerCase().includes(q);
  const taken = placedNames(draft);
  const formed = new Set(meta.layouts.form.flatMap(({ fields }) => fields));
  // The title stands above every page.
  const fields = meta.fields.filter(({ name, label }) => name !== meta.title_field && formed.has(name) && !taken.has(name) && fits(label));
  const relations = meta.relations.filter(({ name, label }) => fits(label) && !items(draft).some((item) => item.type === 'related' && item.relation === name));
  const components = Object.entries(editing.componentLabels).filter(([name, label]) => fits(label) && !tab.items.some((item) => item.type === 'component' && item.component === name));
  const section = (): ItemDraft => newSection(draft, words('newSection'));

  /** Where the button puts a field: the section in hand, else the first one that is open. */
  const target = (): Target => {
    const inHand = selected?.kind === 'item' && tab.items.find(({ key, type }) => key === selected.key && type === 'section');
    const one = inHand || tab.items.find(({ type }) => type === 'section');
    return one ? { kind: 'section', key: one.key } : { kind: 'area', tab: tab.key, area: 'main' };
  };
  const add = (carried: Carried, to: Target) => {
    editing.change(put(draft, carried, to, words('newSection')), { apart: true });
    editing.select(carried.kind === 'new' ? { kind: 'item', key: carried.item.key } : carried.kind === 'field' ? carried : null);
  };
  const addItem = (item: ItemDraft) => add({ kind: 'new', item }, { kind: 'area', tab: tab.key, area: item.area });
  const { count, behind } = useGradual(fields.length);
  return (
    <aside {...place} className={classes.palette} aria-label={t('palette.label')}>
      <TextInput size="xs" type="search" leftSection={<IconSearch size={14} />} placeholder={t('palette.search')} aria-label={t('palette.search')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <Chip id="new section" carried={() => ({ kind: 'new', item: section() })} label={t('section.new')} icon={<IconLayoutRows size={14} aria-hidden />} onAdd={() => addItem(section())} />
      <Group title={t('palette.fields')} empty={!fields.length} text={t('palette.fieldsText')}>
        {fields.slice(0, count).map((field) => (
          <FieldChip key={field.name} field={field} onAdd={() => add({ kind: 'field', name: field.name }, target())} />
        ))}
        {behind && <div ref={behind} />}
      </Group>
      <Group title={t('palette.lists')} empty={!relations.length}>
        {relations.map(({ name, label }) => {
          const item = (): ItemDraft => ({ type: 'related', key: freshKey(draft, `list_${name}`), relation: name, area: 'side', label: NO_TEXT, columns: [], rows: 5, sort: '', visible_when: '' });
          return <Chip key={name} id={`relation ${name}`} carried={() => ({ kind: 'new', item: item() })} label={label} icon={<IconListDetails size={14} aria-hidden />} onAdd={() => addItem(item())} />;
        })}
      </Group>
      <Group title={t('palette.parts')} empty={!components.length}>
        {components.map(([name, label]) => {
          const item = (): ItemDraft => ({ type: 'component', key: freshKey(draft, name), component: name, area: name === 'timeline' ? 'main' : 'side', visible_when: '' });
          return <Chip key={name} id={`component ${name}`} carried={() => ({ kind: 'new', item: item() })} label={label} icon={<IconPuzzle size={14} aria-hidden />} onAdd={() => addItem(item())} />;
        })}
      </Group>
    </aside>
  );
}

function Group({ title, text, empty, children }: { title: string; text?: string; empty: boolean; children: ReactNode }) {
  if (empty) return null;
  return (
    <section className={classes.group}>
      <h3 className={classes.groupName}>{title}</h3>
      {text && <p className={classes.hint}>{text}</p>}
      {children}
    </section>
  );
}

function FieldChip({ field, onAdd }: { field: FieldMeta; onAdd: () => void }) {
  const { t } = useTranslation('layouts');
  const { draft, change } = useEditing();
  const omitted = draft.omitted.includes(field.name);
  const Shape = omitted ? IconEyeOff : IconEye;
  const says = t(omitted ? 'palette.omitted' : 'palette.shown', { name: field.label });
  return (
    <Chip id={`field ${field.name}`} carried={() => ({ kind: 'field', name: field.name })} label={field.label} icon={<FieldTypeIcon field={field} size={14} />} faint={omitted} onAdd={onAdd}>
      <Tooltip label={says}>
        <ActionIcon size={22} aria-label={says} aria-pressed={omitted} onClick={() => change(omit(draft, field.name, !omitted), { apart: true })}>
          <Shape size={14} />
        </ActionIcon>
      </Tooltip>
    </Chip>
  );
}

interface ChipProps {
  id: string;
  carried: () => Carried;
  label: string;
  icon: ReactNode;
  faint?: boolean;
  onAdd: () => void;
  children?: ReactNode;
}

function Chip({ id, carried, label, icon, faint, onAdd, children }: ChipProps) {
  const { t } = useTranslation('layouts');
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({ id: `palette ${id}`, data: { carried: carried(), label } satisfies CarriedData });
  return (
    <div className={classes.chip} data-dragging={isDragging || undefined} data-faint={faint || undefined}>
      <div ref={setNodeRef} className={classes.chipHandle} {...attributes} {...listeners} aria-label={label}>
        {icon}
        <span className="truncate">{label}</span>
      </div>
      {children}
      <ActionIcon size={22} aria-label={t('palette.add', { name: label })} onClick={onAdd}>
        <IconPlus size={14} />
      </ActionIcon>
    </div>
  );
}
