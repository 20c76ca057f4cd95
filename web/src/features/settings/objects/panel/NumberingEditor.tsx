import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Numbering } from '@/api/types';
import { exampleNumber } from '../numbering';
import classes from '../Objects.module.css';

export interface NumberingEditorProps {
  numbering: Numbering;
  /** The field is there already: where it begins is settled. */
  fixed: boolean;
  error?: string;
  onChange: (numbering: Numbering) => void;
}

const RESTARTS = ['never', 'year', 'month', 'day'] as const;

/** How automatic numbers look, with the first one as it will be. */
export function NumberingEditor({ numbering, fixed, error, onChange }: NumberingEditorProps) {
  const { t } = useTranslation('objects');
  return (
    <div className={classes.part}>
      <TextInput
        label={t('numbering.pattern')}
        description={t('numbering.patternText', { parts: '{0000} {yyyy} {yy} {mm} {dd}' })}
        value={numbering.pattern}
        maxLength={60}
        error={error}
        onChange={(event) => onChange({ ...numbering, pattern: event.currentTarget.value })}
      />
      <p className={classes.nameLine}>{t('numbering.example', { number: exampleNumber(numbering, new Date()) })}</p>
      <div className={classes.sideBySide}>
        <Select
          label={t('numbering.restart')}
          data={RESTARTS.map((value) => ({ value, label: t(`numbering.restarts.${value}`) }))}
          value={numbering.restart}
          allowDeselect={false}
          onChange={(restart) => restart && onChange({ ...numbering, restart: restart as Numbering['restart'] })}
        />
        <NumberInput label={t('numbering.start')} value={numbering.start} min={0} max={1_000_000_000} allowDecimal={false} hideControls disabled={fixed} onChange={(start) => onChange({ ...numbering, start: Number(start) || 0 })} />
      </div>
    </div>
  );
}
