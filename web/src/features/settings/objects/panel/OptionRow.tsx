import { ActionIcon, ColorSwatch, Group, Popover, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconArchive, IconArchiveOff, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { cssColorOf, optionColors } from '@/ui/colors';
import type { OptionDraft } from '../options';
import { inOrder, useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

export interface OptionRowProps {
  option: OptionDraft;
  /** The label in the other language, too. */
  both: boolean;
  focused: boolean;
  error?: string;
  onChange: (change: Partial<OptionDraft>) => void;
  onEnter: () => void;
  onPasteLines: (text: string) => void;
  onRemove: () => void;
}

/** One option: its place by dragging or by keyboard, its colour, its name; retired, it is kept but no longer offered. */
export function OptionRow({ option, both, focused, error, onChange, onEnter, onPasteLines, onRemove }: OptionRowProps) {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: option.id });
  const name = option.labels[own] || option.labels.en || option.labels['zh-CN'] || t('options.unnamed');
  const shown = inOrder(own).filter(({ tag }) => both || tag === own);
  const Retire = option.retired ? IconArchiveOff : IconArchive;
  return (
    <li ref={setNodeRef} className={classes.option} data-dragging={isDragging || undefined} data-retired={option.retired || undefined} style={{ transform: CSS.Translate.toString(transform), transition }}>
      <ActionIcon size="sm" aria-label={t('options.move', { name })} style={{ cursor: 'grab', touchAction: 'none' }} {...attributes} {...listeners}>
        <IconGripVertical size={15} />
      </ActionIcon>
      <Colors color={option.color} name={name} onChange={(color) => onChange({ color })} />
      <div className={classes.optionTexts} data-both={both || undefined}>
        {shown.map(({ tag, name: language }) => (
          <TextInput
            key={tag}
            lang={tag}
            aria-label={both ? t('options.labelIn', { language }) : t('options.label')}
            placeholder={tag === own ? t('options.label') : option.labels[own] || language}
            value={option.labels[tag]}
            maxLength={120}
            autoFocus={focused && tag === own}
            error={Boolean(error) && tag === own}
            onChange={(event) => onChange({ labels: { ...option.labels, [tag]: event.currentTarget.value } })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onEnter();
            }}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text/plain');
              if (!/\r?\n./.test(text.trim())) return;
              event.preventDefault();
              onPasteLines(text);
            }}
          />
        ))}
      </div>
      {option.value && (
        <Tooltip label={t(option.retired ? 'options.offerText' : 'options.retireText')}>
          <ActionIcon size="sm" aria-pressed={option.retired} aria-label={t('options.retire', { name })} onClick={() => onChange({ retired: !option.retired })}>
            <Retire size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon size="sm" aria-label={t('options.remove', { name })} onClick={onRemove}>
        <IconTrash size={15} />
      </ActionIcon>
      {error && <p className={classes.wrong} role="alert">{error}</p>}
    </li>
  );
}

function Colors({ color, name, onChange }: { color: string; name: string; onChange: (color: string) => void }) {
  const { t } = useTranslation(['objects', 'settings']);
  return (
    <Popover trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton aria-label={t('options.color', { name })} className={classes.swatch}>
          <ColorSwatch size={16} color={cssColorOf(color)} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Group gap={4} maw={200}>
          {optionColors.map((one) => (
            <UnstyledButton key={one} aria-label={t(`settings:pipelines.colors.${one as 'gray'}`)} aria-pressed={one === color} onClick={() => onChange(one)} className={classes.swatch}>
              <ColorSwatch size={18} color={cssColorOf(one)} />
            </UnstyledButton>
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
