import { useState } from 'react';
import { Button, Select, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import { useFormat } from '@/ui/useFormat';
import { closeMatches, policiesOf, ruleOf, type ValueGroup } from '../../model/values';
import type { MissingPolicy, ValueDecision } from '../../model/types';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import { ValueRow } from './ValueRow';
import classes from './values.module.css';

interface ValueGroupCardProps extends StepProps {
  group: ValueGroup;
  onDecide: (decisions: Record<string, ValueDecision | null>) => void;
  onRule: (policy: MissingPolicy) => void;
}

const FIRST = 25;

/** All unknown values of one field, a rule for those nobody decides on, and each of them. */
export function ValueGroupCard({ group, state, object, onDecide, onRule }: ValueGroupCardProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [shown, setShown] = useState(FIRST);
  const field = fieldOf(object, group.field);
  const target = useMaybeObject(field?.target);
  const close = closeMatches(group);
  const closeCount = Object.keys(close).length;
  const policies = policiesOf(field);
  const rule = ruleOf(group.field, object, state);
  const of = target?.label ?? field?.label ?? group.field;

  return (
    <section className={wizard.card} aria-label={field?.label ?? group.field}>
      <header className={classes.head}>
        <div className={classes.title}>
          <Text fw={600}>{field?.label ?? group.field}</Text>
          <Text size="sm" c="dimmed">
            {t('values.summary', { count: group.values.length, rows: format.number(group.rows) })}
          </Text>
        </div>
        {closeCount > 0 && (
          <Button size="xs" variant="light" leftSection={<IconWand size={15} aria-hidden />} onClick={() => onDecide(close)}>
            {t('values.acceptClose', { count: closeCount })}
          </Button>
        )}
        <Select
          size="xs"
          className={classes.rule}
          aria-label={t('values.rule', { field: field?.label ?? group.field })}
          data={policies.map((policy) => ({ value: policy, label: t(`values.rules.${policy}`, { object: of }) }))}
          value={rule}
          onChange={(policy) => policy && onRule(policy as MissingPolicy)}
          allowDeselect={false}
        />
      </header>
      <ul className={classes.rows}>
        {group.values.slice(0, shown).map((value) => (
          <ValueRow key={value.value} value={value} rule={rule} field={field} of={of} policies={policies} onDecide={(decision) => onDecide({ [value.value]: decision })} />
        ))}
      </ul>
      {group.values.length > shown && (
        <div className={classes.more}>
          <Button variant="subtle" size="xs" onClick={() => setShown(shown + 100)}>
            {t('values.more', { count: group.values.length - shown })}
          </Button>
        </div>
      )}
    </section>
  );
}
