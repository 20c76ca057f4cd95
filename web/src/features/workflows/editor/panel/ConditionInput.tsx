import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { FilterBar } from '@/features/lists/filters/FilterBar';
import classes from '../Editor.module.css';

/** A condition on the record, reading as a sentence. */
export function ConditionInput({ label, object, value, onChange, error, disabled }: { label: string; object: ObjectMeta; value: string; onChange: (value: string) => void; error?: string; disabled?: boolean }) {
  const { t } = useTranslation('workflows');
  return (
    <div>
      <p className={classes.label}>{label}</p>
      {disabled ? <code className={classes.soft}>{value || t('always')}</code> : <FilterBar object={object} filter={value} onChange={onChange} error={null} />}
      {error && <p className={classes.soft} role="alert" style={{ color: 'var(--mantine-color-error)', marginTop: 6 }}>{error}</p>}
    </div>
  );
}
