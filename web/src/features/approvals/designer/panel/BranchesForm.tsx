import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionInput } from '@/features/rules/ConditionInput';
import { TextInBoth } from '@/features/rules/TextInBoth';
import { wrongAt } from '../model/places';
import { addBranch, MOST_BRANCHES, removeBranch } from '../model/tree';
import { useProcessText } from '../useProcessText';
import type { StepFormProps } from './StepForm';
import classes from '../Designer.module.css';

/** Branches that run side by side, and when they have come together. */
export function BranchesForm({ step, object, wrong, onChange }: StepFormProps) {
  const { t } = useTranslation('approvals');
  const words = useProcessText(object);
  const branches = step.parallel ?? [];
  const join = step.join ?? 'all';
  return (
    <>
      <TextInBoth label={t('steps.label')} placeholder={t('steps.branches')} maxLength={120} value={step.label ?? {}} error={wrongAt(wrong, 'label')} onChange={(label) => onChange((before) => ({ ...before, label }))} />
      <div>
        <p className={classes.label}>{t('join.title')}</p>
        <SegmentedControl fullWidth aria-label={t('join.title')} value={join} onChange={(next) => onChange((before) => ({ ...before, join: next as 'all' | 'any' }))} data={(['all', 'any'] as const).map((value) => ({ value, label: t(`join.names.${value}`) }))} />
        <p className={classes.help}>{t(`join.${join}`)}</p>
      </div>
      <div>
        <p className={classes.label}>{t('steps.branches')}</p>
        <ul className={classes.branchRows}>
          {branches.map((branch, at) => (
            <li key={at}>
              <span className={classes.branchName}>
                <strong>{t('steps.branch', { number: at + 1 })}</strong>
                <span className={classes.detail}>{branch.map(words.title).join(' → ') || t('steps.empty')}</span>
                {wrongAt(wrong, `parallel[${at}]`) && <span role="alert" className={classes.wrong}>{wrongAt(wrong, `parallel[${at}]`)}</span>}
              </span>
              {branches.length > 2 && (
                <ActionIcon aria-label={t('steps.removeBranch', { number: at + 1 })} onClick={() => onChange((before) => removeBranch(before, at))}>
                  <IconTrash size={15} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        {branches.length < MOST_BRANCHES && (
          <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => onChange(addBranch)}>{t('steps.addBranch')}</Button>
        )}
      </div>
      <ConditionInput object={object} label={t('steps.condition')} help={step.condition ? undefined : t('steps.conditionHelp')} value={step.condition ?? ''} error={wrongAt(wrong, 'condition')} onChange={(condition) => onChange((before) => ({ ...before, condition: condition || null }))} />
    </>
  );
}
