import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TreeRow } from '../tree';

export interface PositionSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  rows: TreeRow[];
  /** Those that cannot be chosen. */
  barred?: Set<string>;
  value: string | null;
  onChange: (id: string | null) => void;
  /** Words for "above all": chosen as null. */
  none: string;
}

const TOP = 'none';

/** Chooses a place in the tree; without a mouse, too. */
export function PositionSelect({ rows, barred, value, onChange, none, ...select }: PositionSelectProps) {
  const { t } = useTranslation('organisation');
  const data = [
    { value: TOP, label: none },
    ...rows.filter(({ position }) => !barred?.has(position.id)).map(({ position, depth }) => ({ value: position.id, label: `${'\u2003'.repeat(Math.min(depth, 8))}${position.name}` })),
  ];
  return (
    <Select
      {...select}
      data={data}
      value={value ?? TOP}
      allowDeselect={false}
      searchable={rows.length > 12}
      nothingFoundMessage={t('positions.nothingFound')}
      onChange={(chosen) => onChange(chosen === TOP ? null : chosen)}
    />
  );
}
