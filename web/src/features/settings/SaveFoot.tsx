import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import classes from './Settings.module.css';

export interface SaveFootProps {
  label?: string;
  saving: boolean;
  saved: boolean;
  error: unknown;
  /** The error is shown at its field already. */
  quiet?: boolean;
  disabled?: boolean;
}

export function SaveFoot({ label, saving, saved, error, quiet = false, disabled }: SaveFootProps) {
  const { t } = useTranslation('common');
  return (
    <>
      {!quiet && error ? (
        <div style={{ marginTop: 16 }}>
          <ProblemPanel error={error} />
        </div>
      ) : null}
      <div className={classes.foot}>
        <Button type="submit" loading={saving} disabled={disabled}>{label ?? t('save')}</Button>
        <Text size="sm" c="dimmed" aria-live="polite">{saved ? t('saved') : ''}</Text>
      </div>
    </>
  );
}
