import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { groupableFields } from '../lists/groups';
import type { ListState } from '../lists/useListState';

/** By which field the cards are put into columns. */
export function GroupSelect({ state }: { state: ListState }) {
  const { t } = useTranslation('boards');
  const fields = groupableFields(state.object);
  if (fields.length < 2) return null;
  return (
    <Select
      size="xs"
      w={168}
      aria-label={t('groupBy')}
      styles={{ input: { height: 28, minHeight: 28 } }}
      data={fields.map(({ name, label }) => ({ value: name, label: t('by', { field: label }) }))}
      value={state.groupBy?.name ?? null}
      allowDeselect={false}
      searchable={fields.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
      onChange={(next) => next && state.setGroupBy(next)}
    />
  );
}
