import { useState } from 'react';
import { Badge, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldScalar, Lookup, ObjectMeta } from '@/api/types';
import { FieldValue } from '@/ui/fields/FieldValue';
import { LookupInput } from '@/ui/fields/LookupInput';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useTrial, type TrialAnswer } from './calls';
import classes from './Rules.module.css';

export interface RuleTrialProps {
  object: ObjectMeta;
  condition: string;
  /** What it means that the condition holds. */
  words: { holds: string; not: string; bad: boolean };
}

/** Tries the condition on a record of one's own choice, before the rule is in force. */
export function RuleTrial({ object, condition, words }: RuleTrialProps) {
  const { t } = useTranslation('rules');
  const [record, setRecord] = useState<Lookup | null>(null);
  const trial = useTrial(object.name);
  const act = () => record && trial.mutate({ condition, record_id: record.id });
  return (
    <div className={classes.trial}>
      <span className={classes.label}>{t('trial.title')}</span>
      <Group gap={8} mt={6} align="flex-start" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <LookupInput target={object.name} aria-label={t('trial.record', { object: object.label })} placeholder={t('trial.record', { object: object.label })} value={record} onChange={setRecord} />
        </div>
        <Button variant="default" disabled={!record || !condition.trim()} loading={trial.isPending} onClick={act}>{t('trial.act')}</Button>
      </Group>
      {trial.error && <div style={{ marginTop: 8 }}><ProblemPanel error={trial.error} /></div>}
      {trial.data && <Outcome object={object} answer={trial.data} words={words} />}
    </div>
  );
}

function Outcome({ object, answer, words }: { object: ObjectMeta; answer: TrialAnswer; words: RuleTrialProps['words'] }) {
  const { t } = useTranslation('rules');
  return (
    <div role="status" style={{ marginTop: 10 }}>
      <Badge variant="light" color={answer.holds === words.bad ? 'red' : 'green'} tt="none">{answer.holds ? words.holds : words.not}</Badge>
      <dl className={classes.values}>
        {answer.values.map(({ name, value }) => {
          const field = object.fields.find((one) => one.name === name.replace(/^old\./, ''));
          return field && (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name.startsWith('old.') ? t('trial.before', { field: field.label }) : field.label}</dt>
              <dd>{value === null ? t('trial.empty') : field.type === 'lookup' ? t('trial.given') : <FieldValue field={field} value={value as FieldScalar} links={false} />}</dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
