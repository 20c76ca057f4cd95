import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import type { FieldSetting, Person } from '../../types';
import { before } from '../graph';
import { FieldSettings } from './FieldSettings';
import { PersonInput } from './PersonInput';
import type { StepFormProps } from './shared';

/** Records that a step may be about, with their objects. */
function useTargets({ body, step, object }: StepFormProps): { value: string; label: string; object: ObjectMeta }[] {
  const { t } = useTranslation('workflows');
  const objects = useObjects();
  const found = [{ value: 'record', label: t('target.record', { object: object.label }), object }];
  for (const field of object.fields) {
    const target = objects.find((one) => one.name === field.target);
    if (target && target.name !== 'user') found.push({ value: field.name, label: t('target.lookup', { field: field.label, object: target.label }), object: target });
  }
  for (const earlier of before(body, step.key)) {
    const made = earlier.type === 'create_record' ? objects.find((one) => one.name === earlier.settings.object) : undefined;
    if (made) found.push({ value: `steps.${earlier.key}`, label: t('target.made', { object: made.label, step: earlier.label || earlier.key }), object: made });
  }
  return found;
}

export function UpdateForm(props: StepFormProps) {
  const { step, object, disabled, errors, onSettings } = props;
  const { t } = useTranslation('workflows');
  const targets = useTargets(props);
  const target = targets.find((one) => one.value === (step.settings.target ?? 'record'));
  return (
    <>
      <Select
        label={t('target.title')}
        allowDeselect={false}
        disabled={disabled}
        error={errors.target}
        data={targets.map(({ value, label }) => ({ value, label }))}
        value={target?.value ?? null}
        onChange={(next) => onSettings({ target: next ?? 'record', values: [] })}
      />
      {target && <FieldSettings target={target.object} source={object} values={(step.settings.values as FieldSetting[] | undefined) ?? []} errors={errors} disabled={disabled} onChange={(values) => onSettings({ ...step.settings, values })} />}
    </>
  );
}

export function CreateForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const objects = useObjects().filter((one) => one.name !== 'user');
  const made = objects.find((one) => one.name === step.settings.object);
  return (
    <>
      <Select
        label={t('create.object')}
        searchable
        allowDeselect={false}
        disabled={disabled}
        error={errors.object}
        data={objects.map((one) => ({ value: one.name, label: one.label }))}
        value={made?.name ?? null}
        onChange={(next) => onSettings({ object: next ?? 'activity', values: [] })}
      />
      {made && <FieldSettings target={made} source={object} values={(step.settings.values as FieldSetting[] | undefined) ?? []} errors={errors} disabled={disabled} onChange={(values) => onSettings({ ...step.settings, values })} />}
    </>
  );
}

export function AssignForm(props: StepFormProps) {
  const { step, object, disabled, errors, onSettings } = props;
  const { t } = useTranslation('workflows');
  const targets = useTargets(props);
  return (
    <>
      <Select label={t('target.title')} allowDeselect={false} disabled={disabled} error={errors.target} data={targets.map(({ value, label }) => ({ value, label }))} value={String(step.settings.target ?? 'record')} onChange={(target) => onSettings({ ...step.settings, target: target ?? 'record' })} />
      <PersonInput picks object={object} disabled={disabled} value={(step.settings.to as Person | undefined) ?? { kind: 'team', name: '' }} error={errors['to.name']} onChange={(to) => onSettings({ ...step.settings, to })} />
    </>
  );
}
