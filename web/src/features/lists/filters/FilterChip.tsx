import { useState } from 'react';
import { CloseButton, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConditionEditor } from './ConditionEditor';
import type { Condition, PathMeta } from './model';
import { useConditionWords } from './useFilterWords';
import classes from './Filters.module.css';

export interface FilterChipProps {
  meta: PathMeta;
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** One condition as a phrase; press it to change it. */
export function FilterChip({ meta, condition, onChange, onRemove }: FilterChipProps) {
  const { t } = useTranslation('lists');
  const [opened, setOpened] = useState(false);
  const words = useConditionWords(condition, meta);
  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={setOpened} returnFocus>
        <Popover.Target>
          <button type="button" className={classes.phrase} onClick={() => setOpened(!opened)}>
            <span className={classes.field}>{words.field}</span> <span className={classes.operator}>{words.operator}</span>{' '}
            {words.value && <span className={classes.value}>{words.value}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown p={12}>
          <ConditionEditor
            meta={meta}
            condition={condition}
            onApply={(next) => {
              setOpened(false);
              onChange(next);
            }}
            onRemove={onRemove}
          />
        </Popover.Dropdown>
      </Popover>
      <CloseButton size={20} iconSize={12} aria-label={t('filters.removeNamed', { name: words.field })} onClick={onRemove} />
    </span>
  );
}
