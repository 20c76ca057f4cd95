import { useState } from 'react';
import { ActionIcon, Checkbox, Popover, ScrollArea, Text, TextInput, Tooltip } from '@mantine/core';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconAdjustmentsHorizontal, IconGripVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, withParts } from '@/api/objects';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import classes from './ColumnPicker.module.css';

export interface ColumnPickerProps {
  object: ObjectMeta;
  columns: string[];
  onChange: (columns: string[]) => void;
}

/** Of hundreds, typing finds the others. */
const MOST_OFFERED = 60;

/** Which columns there are and in what order; the title stays first. */
export function ColumnPicker({ object, columns, onChange }: ColumnPickerProps) {
  const { t } = useTranslation('lists');
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const matches = (field: FieldMeta) => field.label.toLowerCase().includes(typed.trim().toLowerCase());
  const shown = columns.slice(1).flatMap((name) => fieldOf(object, name) ?? []);
  const found = object.fields.flatMap(withParts).filter((field) => !columns.includes(field.name) && matches(field));
  const hidden = found.slice(0, MOST_OFFERED);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    onChange(arrayMove(columns, columns.indexOf(String(active.id)), columns.indexOf(String(over.id))));
  };

  return (
    <Popover position="bottom-end" trapFocus returnFocus opened={opened} onChange={setOpened} onClose={() => setTyped('')}>
      <Popover.Target>
        <Tooltip label={t('columns.label')} disabled={opened}>
          <ActionIcon variant="default" size={28} aria-label={t('columns.label')} onClick={() => setOpened(!opened)}>
            <IconAdjustmentsHorizontal size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8} w={264}>
        <TextInput size="xs" placeholder={t('columns.find')} aria-label={t('columns.find')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus mb={8} />
        <ScrollArea.Autosize mah={380} type="auto">
          <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
            <SortableContext items={shown.map((field) => field.name)} strategy={verticalListSortingStrategy}>
              {shown.filter(matches).map((field) => (
                <ShownColumn key={field.name} field={field} onHide={() => onChange(columns.filter((name) => name !== field.name))} />
              ))}
            </SortableContext>
          </DndContext>
          {hidden.length > 0 && <Text size="xs" c="dimmed" fw={500} px={6} pt={8} pb={4}>{t('columns.more')}</Text>}
          {hidden.map((field) => (
            <div key={field.name} className={classes.row}>
              <Checkbox size="xs" checked={false} label={field.label} onChange={() => onChange([...columns, field.name])} />
            </div>
          ))}
          {found.length > hidden.length && <Text size="xs" c="dimmed" px={6} py={4}>{t('columns.others', { count: found.length - hidden.length })}</Text>}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function ShownColumn({ field, onHide }: { field: FieldMeta; onHide: () => void }) {
  const { t } = useTranslation('lists');
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: field.name });
  return (
    <div ref={setNodeRef} className={classes.row} data-dragging={isDragging || undefined} style={{ transform: CSS.Translate.toString(transform), transition }}>
      <Checkbox size="xs" checked label={field.label} onChange={onHide} style={{ flex: 1, minWidth: 0 }} />
      <button type="button" className={classes.grip} aria-label={t('columns.move', { name: field.label })} {...attributes} {...listeners}>
        <IconGripVertical size={14} aria-hidden />
      </button>
    </div>
  );
}
