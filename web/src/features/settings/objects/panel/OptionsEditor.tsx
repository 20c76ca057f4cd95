import { useState } from 'react';
import { Button, Group, Switch, Textarea } from '@mantine/core';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addLines, moveOption, MOST_OPTIONS, newOption, replaceOption, type OptionDraft } from '../options';
import { OptionRow } from './OptionRow';
import { useOptionSpeech } from './useOptionSpeech';
import { inOrder, useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

export interface OptionsEditorProps {
  options: OptionDraft[];
  /** About the list as a whole. */
  error?: string;
  /** By the id of the option. */
  errors: Record<string, string>;
  onChange: (options: OptionDraft[]) => void;
}

/** The options of a choice, in their order: Enter adds one more, pasting lines adds them all. */
export function OptionsEditor({ options, error, errors, onChange }: OptionsEditorProps) {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  const other = inOrder(own)[1];
  const [both, setBoth] = useState(() => options.some(({ labels }) => labels.en && labels['zh-CN']));
  const [pasting, setPasting] = useState(false);
  const [focused, setFocused] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const speech = useOptionSpeech(options);
  const onDragEnd = ({ active, over }: DragEndEvent) => over && active.id !== over.id && onChange(moveOption(options, String(active.id), String(over.id)));
  const addAfter = (index: number) => {
    if (options.length >= MOST_OPTIONS) return;
    const option = newOption(options, own);
    setFocused(option.id);
    onChange([...options.slice(0, index + 1), option, ...options.slice(index + 1)]);
  };
  return (
    <div className={classes.part} role="group" aria-label={t('options.title')}>
      <div className={classes.partHead}>
        <h3 className={classes.partTitle}>{t('options.title')}</h3>
        <Switch size="xs" label={t('options.also', { language: other?.name })} checked={both} onChange={(event) => setBoth(event.currentTarget.checked)} />
      </div>
      {error && <p className={classes.wrong} role="alert">{error}</p>}
      <DndContext sensors={sensors} accessibility={speech} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={options.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ul className={classes.options} aria-label={t('options.title')}>
            {options.map((option, index) => (
              <OptionRow
                key={option.id}
                option={option}
                both={both}
                focused={focused === option.id}
                error={errors[option.id]}
                onChange={(change) => onChange(replaceOption(options, option.id, change))}
                onEnter={() => addAfter(index)}
                onPasteLines={(text) => onChange(addLines(options, text, own))}
                onRemove={() => onChange(options.filter(({ id }) => id !== option.id))}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      {pasting ? (
        <PasteLines
          onAdd={(text) => {
            onChange(addLines(options, text, own));
            setPasting(false);
          }}
          onClose={() => setPasting(false)}
        />
      ) : (
        <Group gap={8}>
          <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} disabled={options.length >= MOST_OPTIONS} onClick={() => addAfter(options.length - 1)}>
            {t('options.add')}
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setPasting(true)}>{t('options.many')}</Button>
        </Group>
      )}
    </div>
  );
}

function PasteLines({ onAdd, onClose }: { onAdd: (text: string) => void; onClose: () => void }) {
  const { t } = useTranslation(['objects', 'common']);
  const [text, setText] = useState('');
  const count = text.split(/\r?\n/).filter((line) => line.trim()).length;
  return (
    <div className={classes.pair}>
      <Textarea autoFocus label={t('options.lines')} description={t('options.linesText')} autosize minRows={4} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Group gap={8}>
        <Button size="compact-sm" px={12} disabled={!count} onClick={() => onAdd(text)}>{t('options.addLines', { count })}</Button>
        <Button variant="default" size="compact-sm" onClick={onClose}>{t('common:cancel')}</Button>
      </Group>
    </div>
  );
}
