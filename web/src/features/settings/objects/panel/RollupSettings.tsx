import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import type { FieldMeta, FieldType, ObjectMeta } from '@/api/types';
import { ExpressionInput } from '@/ui/expressions';
import { ROLLUP_FUNCTIONS, type RollupDraft, type RollupFunction } from '../draft';
import classes from '../Objects.module.css';

export interface RollupSettingsProps {
  object: ObjectMeta;
  rollup: RollupDraft;
  fixed: boolean;
  wrong: Record<string, string>;
  onChange: (rollup: RollupDraft) => void;
}

const NUMBERS: readonly FieldType[] = ['integer', 'number', 'percent', 'money'];
const ORDERED: readonly FieldType[] = [...NUMBERS, 'date', 'datetime'];

const suits = ({ type }: FieldMeta, how: RollupFunction): boolean => (how === 'min' || how === 'max' ? ORDERED : NUMBERS).includes(type);

/** Over which related records, which figure, of which of them. Once made, it stays what it is. */
export function RollupSettings({ object, rollup, fixed, wrong, onChange }: RollupSettingsProps) {
  const { t } = useTranslation('objects');
  const related = useObject(rollup.object);
  const relations = object.relations.map((each) => ({ value: `${each.object}.${each.field}`, label: each.label }));
  const set = (change: Partial<RollupDraft>) => onChange({ ...rollup, ...change });
  const fields = (related?.fields ?? []).filter((field) => suits(field, rollup.function));
  return (
    <div className={classes.part}>
      <Select
        label={t('rollup.relation')}
        placeholder={t('rollup.relationChoose')}
        description={relations.length ? undefined : t('rollup.none')}
        data={relations}
        value={rollup.object ? `${rollup.object}.${rollup.lookup}` : null}
        allowDeselect={false}
        disabled={fixed}
        error={wrong.rollup ?? wrong['rollup.lookup']}
        onChange={(chosen) => {
          const [next = '', lookup = ''] = (chosen ?? '').split('.');
          set({ object: next, lookup, field: '', condition: '' });
        }}
      />
      <Select
        label={t('rollup.function')}
        data={ROLLUP_FUNCTIONS.map((value) => ({ value, label: t(`rollup.functions.${value}`) }))}
        value={rollup.function}
        allowDeselect={false}
        disabled={fixed}
        onChange={(chosen) => set({ function: (chosen ?? 'count') as RollupFunction, field: '' })}
      />
      {rollup.function !== 'count' && (
        <Select
          label={t('rollup.field')}
          placeholder={t('rollup.fieldChoose')}
          data={fields.map(({ name, label }) => ({ value: name, label }))}
          value={rollup.field || null}
          allowDeselect={false}
          disabled={fixed || !related}
          error={wrong['rollup.field']}
          onChange={(chosen) => set({ field: chosen ?? '' })}
        />
      )}
      {rollup.object && !fixed && (
        <ExpressionInput
          object={rollup.object}
          purpose="condition"
          label={t('rollup.condition')}
          description={t('rollup.conditionText')}
          value={rollup.condition}
          error={wrong['rollup.condition']}
          onChange={(condition) => set({ condition })}
        />
      )}
    </div>
  );
}
