import { useState, type FormEvent } from 'react';
import { Button, FocusTrap, Group, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Nested } from '@/ui/fields/Nested';
import { ConditionValueInput } from './ConditionValueInput';
import { arityOf, isComplete, operatorsOf, type Condition, type Operator, type PathMeta } from './model';
import { useOperatorLabel } from './useFilterWords';

export interface ConditionEditorProps {
  meta: PathMeta;
  condition: Condition;
  onApply: (condition: Condition) => void;
  onRemove?: () => void;
}

/** One condition being made or changed; nothing happens to the list before Apply. */
export function ConditionEditor({ meta, condition, onApply, onRemove }: ConditionEditorProps) {
  const { t } = useTranslation('lists');
  const operatorLabel = useOperatorLabel();
  const [draft, setDraft] = useState(condition);
  const { type } = meta.field;
  const complete = isComplete(draft, type);

  const setOperator = (value: string | null) => {
    const operator = (value ?? draft.operator) as Operator;
    const same = arityOf(operator, type) === arityOf(draft.operator, type);
    const days = operator === 'last_days' || operator === 'next_days';
    const had = draft.operator === 'last_days' || draft.operator === 'next_days';
    setDraft({ ...draft, operator, values: same && days === had ? draft.values : days ? ['30'] : [] });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (complete) onApply(draft);
  };

  return (
    <Nested>
      <FocusTrap active>
        <form onSubmit={submit}>
          <Stack gap={10} w={264}>
            <Text size="sm" fw={600}>{meta.label}</Text>
            {type !== 'boolean' && (
              <Select
                aria-label={t('filters.operator')}
                value={draft.operator}
                allowDeselect={false}
                onChange={setOperator}
                comboboxProps={{ withinPortal: false }}
                data={operatorsOf(type).map((operator) => ({ value: operator, label: operatorLabel({ operator }, meta) }))}
              />
            )}
            <ConditionValueInput key={draft.operator} meta={meta} condition={draft} onChange={(values) => setDraft({ ...draft, values })} />
            <Group justify="space-between">
              {onRemove ? (
                <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>{t('filters.remove')}</Button>
              ) : (
                <span />
              )}
              <Button type="submit" size="compact-sm" px={12} disabled={!complete}>{t('filters.apply')}</Button>
            </Group>
          </Stack>
        </form>
      </FocusTrap>
    </Nested>
  );
}
