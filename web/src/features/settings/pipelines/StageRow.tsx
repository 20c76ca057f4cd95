import { ActionIcon, ColorSwatch, Group, NumberInput, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { IconAdjustments, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StageMeta } from '@/api/types';
import { cssColorOf } from '@/ui/colors';
import { stageColors } from './draft';
import classes from '../Settings.module.css';

export interface StageRowProps {
  stage: StageMeta;
  removable: boolean;
  onChange: (change: Partial<StageMeta>) => void;
  onOpen: () => void;
  onRemove: () => void;
}

/** One stage: order by dragging, colour, name, probability. Closing stages keep theirs at 100 and 0. */
export function StageRow({ stage, removable, onChange, onOpen, onRemove }: StageRowProps) {
  const { t } = useTranslation(['settings', 'rules']);
  const asks = useSummary(stage);
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: stage.key });
  return (
    <li ref={setNodeRef} className={`${classes.rowItem} ${classes.stage}`} style={{ transform: CSS.Translate.toString(transform), transition }}>
      <ActionIcon size="sm" aria-label={t('pipelines.move', { name: stage.label })} style={{ cursor: 'grab', touchAction: 'none' }} {...attributes} {...listeners}>
        <IconGripVertical size={15} />
      </ActionIcon>
      <Popover trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton aria-label={t('pipelines.color', { name: stage.label })} className={classes.swatch}>
            <ColorSwatch size={18} color={cssColorOf(stage.color)} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <Group gap={6} maw={176}>
            {stageColors.map((color) => (
              <UnstyledButton key={color} aria-label={t(`pipelines.colors.${color}`)} aria-pressed={color === stage.color} onClick={() => onChange({ color })} className={classes.swatch}>
                <ColorSwatch size={20} color={cssColorOf(color)} />
              </UnstyledButton>
            ))}
          </Group>
        </Popover.Dropdown>
      </Popover>
      <TextInput aria-label={t('pipelines.label')} value={stage.label} style={{ flex: 1, minWidth: 0 }} onChange={(event) => onChange({ label: event.currentTarget.value })} />
      <NumberInput
        aria-label={t('pipelines.probability')}
        value={stage.probability}
        disabled={stage.kind !== 'open'}
        min={0}
        max={100}
        suffix="%"
        hideControls
        w={76}
        onChange={(value) => onChange({ probability: Number(value) || 0 })}
      />
      <span className={`${classes.soft} ${classes.wideOnly}`} style={{ width: 48, flex: 'none' }}>{t(`pipelines.kinds.${stage.kind}`)}</span>
      <ActionIcon size="sm" variant={asks ? 'light' : 'subtle'} aria-haspopup="dialog" aria-label={t('rules:stage.open', { name: stage.label })} title={asks || t('rules:stage.open', { name: stage.label })} onClick={onOpen}>
        <IconAdjustments size={15} />
      </ActionIcon>
      <ActionIcon size="sm" disabled={!removable} aria-label={t('pipelines.remove', { name: stage.label })} onClick={onRemove} style={{ visibility: removable ? 'visible' : 'hidden' }}>
        <IconTrash size={15} />
      </ActionIcon>
    </li>
  );
}

/** What the stage asks, in a few words; empty for nothing. */
function useSummary(stage: StageMeta): string {
  const { t, i18n } = useTranslation('rules');
  const parts = [
    stage.entry?.length && t('stage.summary.entry', { count: stage.entry.length }),
    stage.exit?.length && t('stage.summary.exit', { count: stage.exit.length }),
    stage.required?.length && t('stage.summary.required', { count: stage.required.length }),
    stage.limit_days && t('stage.summary.limit', { count: stage.limit_days }),
    stage.next && t('stage.summary.next'),
    stage.guidance && t('stage.summary.guidance'),
  ].filter((part): part is string => Boolean(part));
  return new Intl.ListFormat(i18n.language).format(parts);
}
