import { MultiSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileRules } from '@/api/types';
import classes from '../Objects.module.css';

const KINDS = ['image', 'pdf', 'document', 'spreadsheet', 'presentation', 'archive', 'audio', 'video'] as const;

/** How many files a field takes, of which kinds, and how large. */
export function FileRulesEditor({ rules, pictures, error, onChange }: { rules: FileRules; pictures: boolean; error?: string; onChange: (rules: FileRules) => void }) {
  const { t } = useTranslation('objects');
  const whole = (value: string | number) => (value === '' ? null : Math.max(1, Math.round(Number(value))));
  return (
    <div className={classes.part}>
      {!pictures && (
        <MultiSelect
          label={t('files.kinds')}
          description={t('files.kindsText')}
          placeholder={rules.kinds.length ? undefined : t('files.anyKind')}
          data={KINDS.map((value) => ({ value, label: t(`files.kind.${value}`) }))}
          value={rules.kinds}
          error={error}
          onChange={(kinds) => onChange({ ...rules, kinds })}
        />
      )}
      <div className={classes.sideBySide}>
        <NumberInput label={t('files.most')} value={rules.most} min={1} max={20} allowDecimal={false} onChange={(value) => onChange({ ...rules, most: whole(value) ?? 1 })} />
        <NumberInput label={t('files.largest')} value={rules.largest_mb ?? ''} min={1} max={200} allowDecimal={false} suffix=" MB" hideControls onChange={(value) => onChange({ ...rules, largest_mb: whole(value) })} />
      </div>
    </div>
  );
}
