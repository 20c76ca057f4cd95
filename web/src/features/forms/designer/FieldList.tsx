import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { closestCenter, DndContext, KeyboardSensor, MeasuringStrategy, PointerSensor, useSensor, useSensors, type Announcements, type DragEndEvent } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useTranslation } from 'react-i18next';
import { fieldsLeft, move, replaceAt } from '../fields';
import { FieldRow } from './FieldRow';
import { errorAt, type PartProps } from './parts';
import classes from './Designer.module.css';

/** The fields that are asked for, in their order: dragged, moved by keyboard, opened, left out. */
export function FieldList({ draft, object, errors, own, putBody }: PartProps) {
  const { t } = useTranslation('forms');
  const { fields } = draft.body;
  const [open, setOpen] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const left = fieldsLeft(object, draft.body);
  const speech = useMemo(() => speechOf(t, (id) => object.fields.find((one) => one.name === id)?.label ?? id, fields.map(({ field }) => field)), [t, object, fields]);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const place = (id: string | number | undefined) => fields.findIndex(({ field }) => field === id);
    if (over && active.id !== over.id) putBody({ fields: move(fields, place(active.id), place(over.id)) });
  };
  return (
    <div className={classes.stack}>
      {errors.fields && <p className={classes.wrong} role="alert">{errors.fields}</p>}
      <DndContext sensors={sensors} accessibility={speech} collisionDetection={closestCenter} measuring={{ droppable: { strategy: MeasuringStrategy.Always } }} onDragStart={() => setOpen(null)} onDragEnd={onDragEnd}>
        <SortableContext items={fields.map(({ field }) => field)} strategy={verticalListSortingStrategy}>
          <ul className={classes.fields} aria-label={t('tabs.fields')}>
            {fields.map((one, index) => (
              <FieldRow
                key={one.field}
                object={object}
                declared={one}
                earlier={fields.slice(0, index)}
                own={own}
                open={open === one.field}
                error={errorAt(errors, `fields[${index}]`)}
                onOpen={() => setOpen(open === one.field ? null : one.field)}
                onChange={(change) => putBody({ fields: replaceAt(fields, index, change) })}
                onRemove={() => putBody({ fields: fields.filter((_, at) => at !== index) })}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {left.length > 0 && (
        <Select
          key={fields.length}
          aria-label={t('fields.add')}
          placeholder={t('fields.add')}
          searchable
          data={left.map((field) => ({ value: field.name, label: field.label }))}
          value={null}
          onChange={(name) => name && putBody({ fields: [...fields, { field: name }] })}
        />
      )}
      <p className={classes.soft}>{t('fields.help')}</p>
    </div>
  );
}

/** What a screen reader hears while a field is carried to another place. */
function speechOf(t: ReturnType<typeof useTranslation<'forms'>>['t'], labelOf: (id: string) => string, order: string[]): { announcements: Announcements; screenReaderInstructions: { draggable: string } } {
  const place = (id: string | number | undefined) => ({ place: order.indexOf(String(id)) + 1, total: order.length });
  const name = (id: string | number) => labelOf(String(id));
  return {
    screenReaderInstructions: { draggable: t('fields.drag.instructions') },
    announcements: {
      onDragStart: ({ active }) => t('fields.drag.started', { name: name(active.id) }),
      onDragOver: ({ active, over }) => (over ? t('fields.drag.over', { name: name(active.id), ...place(over.id) }) : undefined),
      onDragEnd: ({ active, over }) => (over ? t('fields.drag.ended', { name: name(active.id), ...place(over.id) }) : t('fields.drag.cancelled')),
      onDragCancel: () => t('fields.drag.cancelled'),
    },
  };
}
