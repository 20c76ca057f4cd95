import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { ConditionInput } from '@/features/rules/ConditionInput';
import type { FormField } from '../types';
import { useConditionObject } from './useConditionObject';

export interface WhenInputProps {
  object: ObjectMeta;
  /** Fields further up. */
  earlier: readonly FormField[];
  value: string;
  onChange: (when: string) => void;
}

/** Under which condition a field is asked for. */
export function WhenInput({ object, earlier, value, onChange }: WhenInputProps) {
  const { t } = useTranslation('forms');
  const known = useConditionObject(object, earlier);
  const named = known.fields.filter(({ name }) => object.fields.some((field) => field.name === name && field.type === 'lookup'));
  return <ConditionInput object={known} label={t('fields.when')} help={t('fields.whenHelp')} value={value} open={named.map(({ name }) => name)} onChange={onChange} />;
}
