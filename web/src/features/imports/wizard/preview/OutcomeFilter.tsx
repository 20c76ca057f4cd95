import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { OutcomeCounts, RowOutcome } from '../../model/types';
import { OUTCOMES } from './outcomes';
import classes from './OutcomeFilter.module.css';

interface OutcomeFilterProps {
  counts: OutcomeCounts;
  value: RowOutcome | null;
  onChange: (outcome: RowOutcome | null) => void;
}

/** Counts over the whole file; each shows only its rows. */
export function OutcomeFilter({ counts, value, onChange }: OutcomeFilterProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const all = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <div className={classes.tiles} role="group" aria-label={t('preview.filter')}>
      <button type="button" className={classes.tile} aria-pressed={value === null} onClick={() => onChange(null)}>
        <span>{t('preview.all')}</span>
        <strong>{format.number(all)}</strong>
      </button>
      {OUTCOMES.map((outcome) => (
        <button
          key={outcome}
          type="button"
          className={classes.tile}
          data-outcome={outcome}
          aria-pressed={value === outcome}
          disabled={counts[outcome] === 0}
          onClick={() => onChange(value === outcome ? null : outcome)}
        >
          <span>{t(`outcomes.${outcome}`)}</span>
          <strong>{format.number(counts[outcome])}</strong>
        </button>
      ))}
    </div>
  );
}
