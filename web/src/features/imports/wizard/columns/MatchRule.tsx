import { Select, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPatch } from '../../calls/useImport';
import { matchCandidates } from '../../model/mapping';
import type { OnMatch } from '../../model/types';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import classes from './columns.module.css';

const RULES: OnMatch[] = ['update', 'skip', 'create'];

interface MatchRuleProps extends StepProps {
  onChange: (patch: ImportPatch) => void;
}

/** What to do with a row that is here already, and how to tell. */
export function MatchRule({ state, object, onChange }: MatchRuleProps) {
  const { t } = useTranslation('imports');
  const rule = state.options.on_match ?? 'update';
  const candidates = matchCandidates(object, state);
  if (!candidates.length) return null;
  return (
    <section className={wizard.card} aria-label={t('match.heading')}>
      <div className={classes.match}>
        <div className={classes.matchText}>
          <Text fw={600} size="sm">
            {t('match.heading')}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`match.text.${rule}`)}
          </Text>
        </div>
        <SegmentedControl
          aria-label={t('match.heading')}
          data={RULES.map((value) => ({ value, label: t(`match.${value}`) }))}
          value={rule}
          onChange={(value) => onChange({ on_match: value as OnMatch })}
        />
        {rule !== 'create' && (
          <Select
            className={classes.matchBy}
            aria-label={t('match.by')}
            data={candidates.map((field) => ({ value: field.name, label: t('match.byField', { field: field.label }) }))}
            value={state.options.match_by?.[0] ?? candidates[0]?.name ?? null}
            onChange={(field) => field && onChange({ match_by: [field] })}
            allowDeselect={false}
          />
        )}
      </div>
    </section>
  );
}
