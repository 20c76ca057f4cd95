import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { ConditionInput as RuleCondition } from '@/features/rules/ConditionInput';
import type { Purpose } from '@/ui/expressions';
import { JUDGED_ON_SAVING } from './shared';
import classes from '../Editor.module.css';

interface ConditionInputProps {
  label: string;
  object: ObjectMeta;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  disabled?: boolean;
  purpose?: Purpose;
}

/** A condition on the record, reading as a sentence; as text it may also name what steps gave. */
export function ConditionInput({ label, object, value, onChange, error, disabled, purpose = 'flow' }: ConditionInputProps) {
  const { t } = useTranslation('workflows');
  if (!disabled) return <RuleCondition label={label} object={object} value={value} onChange={onChange} error={error} purpose={purpose} open={JUDGED_ON_SAVING} />;
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <code className={classes.soft}>{value || t('always')}</code>
    </div>
  );
}
