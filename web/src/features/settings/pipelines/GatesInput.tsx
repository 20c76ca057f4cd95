import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Labels, ObjectMeta, StageGate } from '@/api/types';
import { ConditionInput } from '@/features/rules/ConditionInput';
import { languageOf, textIn } from '@/features/rules/texts';
import { TextInBoth } from '@/features/rules/TextInBoth';
import classes from '@/features/rules/Rules.module.css';

export interface GatesInputProps {
  object: ObjectMeta;
  label: string;
  help?: string;
  gates: StageGate[];
  onChange: (gates: StageGate[]) => void;
}

const MOST = 20;

/** Conditions, each with the sentence for whoever does not meet it. */
export function GatesInput({ object, label, help, gates, onChange }: GatesInputProps) {
  const { t, i18n } = useTranslation('rules');
  const put = (at: number, change: Partial<StageGate>) => onChange(gates.map((gate, index) => (index === at ? { ...gate, ...change } : gate)));
  return (
    <div role="group" aria-label={label}>
      <span className={classes.label}>{label}</span>
      {help && <p className={classes.help}>{help}</p>}
      {gates.map((gate, at) => {
        const reasons: Labels = gate.reasons ?? { [languageOf(i18n.language)]: gate.reason };
        return (
          <div key={at} className={classes.trial} style={{ marginTop: 8 }}>
            <ConditionInput object={object} label={t('stage.must')} value={gate.condition ?? ''} error={gate.problem} onChange={(condition) => put(at, { condition, problem: undefined })} />
            <div style={{ display: 'flex', gap: 8, alignItems: 'flex-end', marginTop: 10 }}>
              <div style={{ flex: 1, minWidth: 0 }}>
                <TextInBoth label={t('stage.reason')} placeholder={t('stage.reasonExample')} value={reasons} onChange={(next) => put(at, { reasons: next, reason: textIn(next, i18n.language) })} />
              </div>
              <ActionIcon size="sm" aria-label={t('stage.removeCondition')} onClick={() => onChange(gates.filter((_, index) => index !== at))}><IconTrash size={15} /></ActionIcon>
            </div>
          </div>
        );
      })}
      {gates.length < MOST && (
        <Button mt={8} variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => onChange([...gates, { condition: '', reason: '', reasons: {} }])}>{t('stage.addCondition')}</Button>
      )}
    </div>
  );
}
