import { useState } from 'react';
import { Alert, Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { FilterBar } from '@/features/lists/filters/FilterBar';
import { resolvePath } from '@/features/lists/filters/model';
import { parseFilter } from '@/features/lists/filters/parse';
import { ExpressionInput, type Purpose } from '@/ui/expressions';
import classes from './Rules.module.css';

export interface ConditionInputProps {
  object: ObjectMeta;
  label: string;
  help?: string;
  value: string;
  onChange: (condition: string) => void;
  error?: string;
  purpose?: Purpose;
  /** See the editor of expressions. */
  open?: readonly string[];
}

/** A condition as a sentence of simple tests, or as text where that is not enough. */
export function ConditionInput({ object, label, help, value, onChange, error, purpose = 'rule', open }: ConditionInputProps) {
  const { t } = useTranslation('rules');
  const objects = useObjects();
  const drawable = parseFilter(value, (path) => resolvePath(objects, object, path)?.field.type) !== null;
  const [asText, setAsText] = useState(!drawable);
  return (
    <div>
      <div className={classes.labelRow}>
        {!asText && <span className={classes.label}>{label}</span>}
        {(drawable || !asText) && (
          <Anchor component="button" type="button" fz="xs" ml="auto" onClick={() => setAsText(!asText)}>{t(asText ? 'condition.asSentence' : 'condition.asText')}</Anchor>
        )}
      </div>
      {asText ? (
        <ExpressionInput object={object.name} purpose={purpose} open={open} label={label} value={value} placeholder={t('condition.example')} error={error} onChange={onChange} />
      ) : (
        <FilterBar object={object} filter={value} onChange={onChange} error={null} advanced={false} />
      )}
      {error && !asText ? <Alert color="red" variant="light" mt={6} p={8} role="alert">{error}</Alert> : help && <p className={classes.help}>{help}</p>}
    </div>
  );
}
