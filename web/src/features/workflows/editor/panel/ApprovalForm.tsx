import { MultiSelect, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { useDefinitions } from '@/features/rules/calls';
import { textIn } from '@/features/rules/texts';
import type { StepFormProps } from './shared';
import classes from '../Editor.module.css';

function useProcessChoices(object: ObjectMeta) {
  const { i18n } = useTranslation();
  const found = useDefinitions('approval', object.name);
  return { isKnown: found.isSuccess, choices: (found.data ?? []).map((one) => ({ value: one.name, label: textIn(one.label, i18n.language) || one.name })) };
}

const withGone = (choices: { value: string; label: string }[], names: string[]) => [...choices, ...names.filter((name) => name && !choices.some((one) => one.value === name)).map((name) => ({ value: name, label: name }))];

/** Which process decides; the workflow waits for it. */
export function ApprovalForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const { isKnown, choices } = useProcessChoices(object);
  const process = String(step.settings.process ?? '');
  return (
    <>
      <Select label={t('approval.process')} searchable allowDeselect={false} disabled={disabled} error={errors.process} data={withGone(choices, [process])} value={process || null} onChange={(next) => onSettings({ process: next ?? '' })} />
      <p className={classes.soft}>{t('approval.text')}</p>
      {isKnown && !choices.length && <Link to="/approval-processes/$name" params={{ name: 'new' }}>{t('approval.none', { objects: object.plural_label })}</Link>}
    </>
  );
}

/** Some of the object's processes; none for any. */
export function ProcessesInput({ object, value, disabled, error, onChange }: { object: ObjectMeta; value: string[]; disabled: boolean; error?: string; onChange: (names: string[]) => void }) {
  const { t } = useTranslation('workflows');
  const { choices } = useProcessChoices(object);
  return <MultiSelect label={t('approval.processes')} placeholder={value.length ? undefined : t('approval.any')} searchable disabled={disabled} error={error} data={withGone(choices, value)} value={value} onChange={onChange} />;
}
