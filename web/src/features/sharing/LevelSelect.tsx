import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Level } from './types';

export interface LevelSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  value: Level;
  onChange: (level: Level) => void;
}

export function LevelSelect({ value, onChange, ...props }: LevelSelectProps) {
  const { t } = useTranslation('sharing');
  const levels = (['read', 'edit'] as const).map((level) => ({ value: level, label: t(`levels.${level}`) }));
  return <Select {...props} data={levels} value={value} allowDeselect={false} onChange={(level) => level && onChange(level as Level)} />;
}
