import { useState } from 'react';
import { Select } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { useFormat } from '@/ui/useFormat';
import { bestOf, decisionOf } from '../../model/values';
import type { MissingPolicy, UnresolvedValue, ValueDecision } from '../../model/types';
import { choiceOf, choicesFor, decisionFrom, labelOf, SEARCH } from './valueChoices';
import classes from './values.module.css';

interface ValueRowProps {
  value: UnresolvedValue;
  /** What becomes of it while nobody decides. */
  rule: MissingPolicy;
  field: FieldMeta | undefined;
  /** What is created: "Product", "Industry". */
  of: string;
  policies: MissingPolicy[];
  onDecide: (decision: ValueDecision | null) => void;
}

/** One value of the file, how many rows hold it, and what becomes of it. */
export function ValueRow({ value, rule, field, of, policies, onDecide }: ValueRowProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [searching, setSearching] = useState(false);
  const decision = decisionOf(value, rule);
  const best = bestOf(value);
  const label = t('values.becomes', { value: value.value });

  return (
    <li className={classes.row} data-decided={value.chosen ? true : undefined}>
      <span className={classes.value}>
        <strong>{value.value}</strong>
        <span className="tabular">{t('values.rows', { count: value.count, rows: format.number(value.count) })}</span>
      </span>
      <IconArrowRight size={16} stroke={1.6} className={classes.arrow} aria-hidden />
      {searching && field?.target ? (
        <div onKeyDown={(event) => event.key === 'Escape' && setSearching(false)}>
          <LookupInput
            target={field.target}
            value={null}
            aria-label={label}
            autoFocus
            opened
            onChange={(found) => {
              setSearching(false);
              if (found) onDecide({ action: 'match', value: found.id, label: found.name });
            }}
          />
        </div>
      ) : (
        <Select
          aria-label={label}
          data={choicesFor({ value, decision, field, policies, of, t })}
          value={choiceOf(decision)}
          onChange={(choice) => {
            if (choice === SEARCH) setSearching(true);
            else if (choice) onDecide(decisionFrom(choice, value, field));
          }}
          allowDeselect={false}
          searchable={(field?.options?.length ?? 0) > 12}
        />
      )}
      <span className={classes.hint}>
        {!value.chosen && best && (
          <button type="button" className={classes.suggest} onClick={() => onDecide({ action: 'match', value: best.value, label: best.label })}>
            {t('values.suggest', { label: labelOf(best, field) })}
          </button>
        )}
      </span>
    </li>
  );
}
