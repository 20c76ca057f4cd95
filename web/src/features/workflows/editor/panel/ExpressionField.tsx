import type { ObjectMeta } from '@/api/types';
import { ExpressionInput } from '@/ui/expressions';
import { JUDGED_ON_SAVING } from './shared';
import classes from '../Editor.module.css';

interface ExpressionFieldProps {
  /** Whose fields it may name. */
  object: ObjectMeta;
  label: string;
  description?: string;
  value: string;
  error?: string;
  disabled: boolean;
  onChange: (expression: string) => void;
}

/** What a step computes; only to be read once the workflow is switched on. */
export function ExpressionField({ object, label, description, value, error, disabled, onChange }: ExpressionFieldProps) {
  if (!disabled) return <ExpressionInput object={object.name} purpose="flow" open={JUDGED_ON_SAVING} label={label} description={description} value={value} error={error} onChange={onChange} />;
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <code className={classes.soft}>{value}</code>
    </div>
  );
}
