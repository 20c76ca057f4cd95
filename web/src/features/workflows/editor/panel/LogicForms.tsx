import { ActionIcon, Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { useWorkflows } from '../../calls';
import type { BranchWay } from '../../types';
import { ConditionInput } from './ConditionInput';
import type { StepFormProps } from './shared';
import classes from '../Editor.module.css';

export function BranchForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const ways = (step.settings.ways as BranchWay[] | undefined) ?? [];
  const put = (next: BranchWay[]) => onSettings({ ways: next });
  const fresh = () => {
    for (let number = ways.length + 1; ; number += 1) if (ways.every((way) => way.name !== `way_${number}`)) return `way_${number}`;
  };
  return (
    <>
      <p className={classes.soft}>{t('branch.text')}</p>
      {ways.map((way, index) => (
        <div key={way.name} className={classes.group}>
          <div className={classes.row}>
            <TextInput label={t('branch.label')} disabled={disabled} maxLength={200} value={way.label ?? ''} placeholder={way.name} onChange={(event) => put(ways.map((one, at) => (at === index ? { ...one, label: event.currentTarget.value } : one)))} />
            {ways.length > 1 && !disabled && (
              <ActionIcon size={34} aria-label={t('remove')} onClick={() => put(ways.filter((_, at) => at !== index))}>
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </div>
          <ConditionInput label={t('branch.condition')} object={object} disabled={disabled} value={way.condition} error={errors[`ways[${index}].condition`]} onChange={(condition) => put(ways.map((one, at) => (at === index ? { ...one, condition } : one)))} />
        </div>
      ))}
      {!disabled && (
        <Button variant="default" size="compact-md" justify="start" leftSection={<IconPlus size={14} />} onClick={() => put([...ways, { name: fresh(), condition: '', label: '' }])}>
          {t('branch.add')}
        </Button>
      )}
    </>
  );
}

type Unit = 'minutes' | 'hours' | 'days';
interface Duration {
  amount: number;
  unit: Unit;
}

function DurationInput({ label, value, disabled, onChange }: { label: string; value: Duration; disabled: boolean; onChange: (value: Duration) => void }) {
  const { t } = useTranslation('workflows');
  return (
    <div className={classes.row}>
      <NumberInput label={label} min={1} max={100_000} allowDecimal={false} disabled={disabled} value={value.amount} onChange={(amount) => onChange({ ...value, amount: Math.max(1, Number(amount) || 1) })} />
      <Select aria-label={t('wait.unit')} w={130} flex="none" allowDeselect={false} disabled={disabled} data={(['minutes', 'hours', 'days'] as const).map((unit) => ({ value: unit, label: t(`wait.units.${unit}`) }))} value={value.unit} onChange={(unit) => onChange({ ...value, unit: (unit ?? 'days') as Unit })} />
    </div>
  );
}

export function WaitForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const { duration, day, until, timeout } = step.settings as { duration?: Duration; day?: { field: string; days?: number; at?: string }; until?: string; timeout?: Duration };
  const mode = day ? 'day' : until !== undefined && until !== null && (until !== '' || timeout) ? 'until' : 'duration';
  const dates = object.fields.filter((field) => field.type === 'date' || field.type === 'datetime');
  const turn = (next: string) => {
    if (next === 'day') onSettings({ day: { field: dates[0]?.name ?? '', days: 0, at: '09:00' } });
    else if (next === 'until') onSettings({ until: '', timeout: { amount: 7, unit: 'days' } });
    else onSettings({ duration: { amount: 1, unit: 'days' } });
  };
  return (
    <>
      <SegmentedControl fullWidth size="xs" disabled={disabled} value={mode} onChange={turn} data={(['duration', 'day', 'until'] as const).map((each) => ({ value: each, label: t(`wait.modes.${each}`) }))} />
      {mode === 'duration' && <DurationInput label={t('wait.for')} value={duration ?? { amount: 1, unit: 'days' }} disabled={disabled} onChange={(next) => onSettings({ duration: next })} />}
      {mode === 'day' && day && (
        <>
          <Select label={t('wait.field')} allowDeselect={false} disabled={disabled} error={errors['day.field']} data={dates.map((field) => ({ value: field.name, label: field.label }))} value={day.field} onChange={(field) => onSettings({ day: { ...day, field: field ?? '' } })} />
          <div className={classes.row}>
            <NumberInput label={t('trigger.days')} description={t('trigger.daysHelp')} disabled={disabled} allowDecimal={false} min={-3650} max={3650} value={day.days ?? 0} onChange={(days) => onSettings({ day: { ...day, days: Number(days) || 0 } })} />
            <TimeInput label={t('trigger.at')} w={110} flex="none" disabled={disabled} value={day.at ?? '09:00'} onChange={(event) => onSettings({ day: { ...day, at: event.currentTarget.value || '09:00' } })} />
          </div>
        </>
      )}
      {mode === 'until' && (
        <>
          <ConditionInput label={t('wait.until')} object={object} disabled={disabled} value={until ?? ''} error={errors.until} onChange={(next) => onSettings({ until: next, timeout: timeout ?? { amount: 7, unit: 'days' } })} />
          <DurationInput label={t('wait.timeout')} value={timeout ?? { amount: 7, unit: 'days' }} disabled={disabled} onChange={(next) => onSettings({ until: until ?? '', timeout: next })} />
        </>
      )}
    </>
  );
}

export function LoopForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const objects = useObjects();
  const { relation, filter, most } = step.settings as { relation?: string; filter?: string; most?: number };
  const target = objects.find((one) => one.name === object.relations.find((each) => each.name === relation)?.object);
  return (
    <>
      <Select
        label={t('loop.relation')}
        allowDeselect={false}
        disabled={disabled}
        error={errors.relation}
        data={object.relations.map((one) => ({ value: one.name, label: one.label }))}
        value={relation || null}
        onChange={(next) => onSettings({ ...step.settings, relation: next ?? '', filter: '' })}
      />
      {target && <ConditionInput purpose="condition" label={t('loop.filter')} object={target} disabled={disabled} value={filter ?? ''} error={errors.filter} onChange={(next) => onSettings({ ...step.settings, filter: next })} />}
      <NumberInput label={t('loop.most')} description={t('loop.mostHelp')} min={1} max={5000} allowDecimal={false} disabled={disabled} value={most ?? 500} onChange={(next) => onSettings({ ...step.settings, most: Math.max(1, Number(next) || 1) })} />
    </>
  );
}

export function RunWorkflowForm({ step, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const workflows = useWorkflows();
  const rows = workflows.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Select
      label={t('types.run_workflow')}
      searchable
      allowDeselect={false}
      disabled={disabled}
      error={errors.workflow ?? errors.target}
      data={rows.filter((one) => one.active).map((one) => ({ value: one.name, label: one.label.en ?? one.name }))}
      value={String(step.settings.workflow ?? '') || null}
      onChange={(workflow) => onSettings({ ...step.settings, workflow: workflow ?? '' })}
    />
  );
}

export function StopForm({ step, disabled, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  return <TextInput label={t('stop.failure')} description={t('stop.failureHelp')} disabled={disabled} maxLength={500} value={String(step.settings.failure ?? '')} onChange={(event) => onSettings({ failure: event.currentTarget.value })} />;
}
