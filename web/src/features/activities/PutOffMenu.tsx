import { ActionIcon, Menu } from '@mantine/core';
import { IconCalendarTime, IconCalendarWeek, IconSun, IconSunrise } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import type { DuePreset } from './dueDates';

const CHOICES = [
  ['today', IconSun],
  ['tomorrow', IconSunrise],
  ['next_week', IconCalendarWeek],
] as const;

interface PutOffMenuProps {
  task: CrmRecord;
  onChoose: (preset: DuePreset) => void;
  /** A task of today cannot be moved to today. */
  today?: boolean;
  className?: string;
}

/** Moves a task to another day with two touches. */
export function PutOffMenu({ task, onChoose, today = true, className }: PutOffMenuProps) {
  const { t } = useTranslation('activities');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={32} className={className} aria-label={t('task.putOff', { name: task.name })}>
          <IconCalendarTime size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.filter(([preset]) => today || preset !== 'today').map(([preset, Shape]) => (
          <Menu.Item key={preset} leftSection={<Shape size={16} stroke={1.6} />} onClick={() => onChoose(preset)}>
            {t(`due.${preset}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
