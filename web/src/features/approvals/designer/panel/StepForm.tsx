import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { ConditionInput } from '@/features/rules/ConditionInput';
import { TextInBoth } from '@/features/rules/TextInBoth';
import { wrongAt } from '../model/places';
import { ALLOWANCES, MODES, NEEDS_COMMENT, SAME_PERSON, SPOKEN, WHEN_NOBODY, type Allowance, type Mode, type Spoken, type Step } from '../model/types';
import { ApproverList } from './ApproverList';
import { DeadlineInput } from './DeadlineInput';
import classes from '../Designer.module.css';

export interface StepFormProps {
  step: Step;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (change: (step: Step) => Step) => void;
}

/** Who is asked in a step, how many of them must agree, until when, and what they may do besides. */
export function StepForm({ step, object, wrong, onChange }: StepFormProps) {
  const { t } = useTranslation('approvals');
  const put = (change: Partial<Step>) => onChange((before) => ({ ...before, ...change }));
  const approvers = step.approvers ?? [];
  const mode = step.mode ?? 'any';
  return (
    <>
      <TextInBoth label={t('steps.label')} placeholder={t('steps.labelHint')} maxLength={120} value={step.label ?? {}} error={wrongAt(wrong, 'label')} onChange={(label) => put({ label })} />
      <div>
        <p className={classes.label}>{t('steps.approvers')}</p>
        <ApproverList place="approvers" label={t('steps.approvers')} approvers={approvers} object={object} wrong={wrong} onChange={(next) => put({ approvers: next })} />
      </div>
      <div>
        <p className={classes.label}>{t('modes.title')}</p>
        <SegmentedControl fullWidth aria-label={t('modes.title')} value={mode} onChange={(next) => put({ mode: next as Mode })} data={MODES.map((value) => ({ value, label: t(`modes.${value}.name`) }))} />
        <p className={classes.help}>{t(`modes.${mode}.help`)}</p>
      </div>
      <ConditionInput object={object} label={t('steps.condition')} help={step.condition ? undefined : t('steps.conditionHelp')} value={step.condition ?? ''} error={wrongAt(wrong, 'condition')} onChange={(condition) => put({ condition: condition || null })} />
      <DeadlineInput deadline={step.deadline ?? null} object={object} wrong={wrong} onChange={(deadline) => put({ deadline })} />
      <Checkbox.Group label={t('allows.title')} value={step.allows ?? [...ALLOWANCES]} onChange={(allows) => put({ allows: allows as Allowance[] })} error={wrongAt(wrong, 'allows')}>
        <div className={classes.checks}>
          {ALLOWANCES.map((one) => (
            <Checkbox key={one} value={one} label={t(`allows.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group label={t('needsComment.title')} value={step.needs_comment ?? NEEDS_COMMENT} onChange={(spoken) => put({ needs_comment: spoken as Spoken[] })} error={wrongAt(wrong, 'needs_comment')}>
        <div className={classes.checks}>
          {SPOKEN.map((one) => (
            <Checkbox key={one} value={one} label={t(`needsComment.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Select label={t('whenNobody.title')} allowDeselect={false} data={WHEN_NOBODY.map((value) => ({ value, label: t(`whenNobody.${value}`) }))} value={step.when_nobody ?? 'administrators'} onChange={(next) => put({ when_nobody: (next ?? 'administrators') as Step['when_nobody'] })} />
      <Select label={t('samePerson.title')} allowDeselect={false} data={SAME_PERSON.map((value) => ({ value, label: t(`samePerson.${value}`) }))} value={step.same_person ?? 'ask'} onChange={(next) => put({ same_person: (next ?? 'ask') as Step['same_person'] })} />
    </>
  );
}
