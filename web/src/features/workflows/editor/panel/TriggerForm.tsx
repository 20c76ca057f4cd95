import { useState } from 'react';
import { ActionIcon, Button, Checkbox, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldScalar, ObjectMeta } from '@/api/types';
import { isProse } from '@/ui/fields/kinds';
import { FieldInput } from '@/ui/fields/FieldInput';
import { APPROVAL_OUTCOMES, type ApprovalOutcome, type Body, type FieldChange, type HookField, type Trigger, type TriggerType } from '../../types';
import { ProcessesInput } from './ApprovalForm';
import { ConditionInput } from './ConditionInput';
import { FormChoice } from './FormChoice';
import { HookLine } from './HookLine';
import classes from '../Editor.module.css';

const TYPES: TriggerType[] = ['record_created', 'record_changed', 'record_deleted', 'stage_entered', 'date_reached', 'schedule', 'manual', 'webhook', 'form_submitted', 'approval_finished', 'called'];

const BLANK: Record<TriggerType, Omit<Trigger, 'type'>> = {
  record_created: {},
  record_changed: { fields: [] },
  record_deleted: {},
  stage_entered: { stages: [] },
  date_reached: { field: '', days: 0, at: '09:00' },
  schedule: { cron: '0 8 * * 1-5', filter: '' },
  manual: { places: ['record'] },
  webhook: { fields: [] },
  form_submitted: { form: '' },
  approval_finished: { outcomes: ['approved'], processes: [] },
  called: {},
};

export interface TriggerFormProps {
  body: Body;
  object: ObjectMeta;
  disabled: boolean;
  errors: Record<string, string>;
  /** The name under which it was saved; null for one that was not. */
  saved: string | null;
  onChange: (body: Body) => void;
}

export function TriggerForm({ body, object, disabled, errors, saved, onChange }: TriggerFormProps) {
  const { t } = useTranslation('workflows');
  const { trigger } = body;
  const put = (next: Partial<Trigger>) => onChange({ ...body, trigger: { ...trigger, ...next } });
  const types = TYPES.filter((type) => type !== 'stage_entered' || object.pipelines.length > 0);
  const dates = object.fields.filter((field) => field.type === 'date' || field.type === 'datetime');
  return (
    <>
      <Select
        label={t('trigger.title')}
        allowDeselect={false}
        disabled={disabled}
        data={types.map((type) => ({ value: type, label: t(`trigger.types.${type}`) }))}
        value={trigger.type}
        onChange={(next) => {
          const type = (next ?? 'record_created') as TriggerType;
          const more = type === 'date_reached' ? { field: dates[0]?.name ?? '' } : {};
          onChange({ ...body, trigger: { type, ...BLANK[type], ...more } });
        }}
      />
      {trigger.type === 'record_changed' && <Changes object={object} disabled={disabled} errors={errors} changes={(trigger.fields ?? []) as FieldChange[]} onChange={(fields) => put({ fields })} />}
      {trigger.type === 'stage_entered' && (
        <MultiSelect
          label={t('trigger.stages')}
          disabled={disabled}
          error={errors['trigger.stages'] ?? errors['trigger.stages[0]']}
          data={object.pipelines.map((pipeline) => ({ group: pipeline.label, items: pipeline.stages.map((stage) => ({ value: stage.key, label: stage.label })) }))}
          value={trigger.stages ?? []}
          onChange={(stages) => put({ stages })}
        />
      )}
      {trigger.type === 'date_reached' && (
        <>
          <Select label={t('trigger.date')} allowDeselect={false} disabled={disabled} error={errors['trigger.field']} data={dates.map((field) => ({ value: field.name, label: field.label }))} value={trigger.field ?? null} onChange={(field) => put({ field: field ?? '' })} />
          <div className={classes.row}>
            <NumberInput label={t('trigger.days')} description={t('trigger.daysHelp')} allowDecimal={false} disabled={disabled} min={-3650} max={3650} value={trigger.days ?? 0} onChange={(days) => put({ days: Number(days) || 0 })} />
            <TimeInput label={t('trigger.at')} w={110} flex="none" disabled={disabled} value={trigger.at ?? '09:00'} onChange={(event) => put({ at: event.currentTarget.value || '09:00' })} />
          </div>
        </>
      )}
      {trigger.type === 'approval_finished' && (
        <>
          <Checkbox.Group label={t('approval.outcome')} value={trigger.outcomes ?? []} onChange={(outcomes) => outcomes.length && put({ outcomes: outcomes as ApprovalOutcome[] })}>
            <Group gap={16} mt={6}>
              {APPROVAL_OUTCOMES.map((outcome) => (
                <Checkbox key={outcome} value={outcome} disabled={disabled} label={t(`approval.outcomes.${outcome}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <ProcessesInput object={object} value={trigger.processes ?? []} disabled={disabled} error={errors['trigger.processes']} onChange={(processes) => put({ processes })} />
        </>
      )}
      {trigger.type === 'schedule' && (
        <>
          <Cron value={trigger.cron ?? ''} disabled={disabled} error={errors['trigger.cron']} onChange={(cron) => put({ cron })} />
          <ConditionInput label={t('trigger.list')} object={object} disabled={disabled} value={trigger.filter ?? ''} error={errors['trigger.filter']} onChange={(filter) => put({ filter })} />
        </>
      )}
      {trigger.type === 'manual' && (
        <Checkbox.Group label={t('trigger.where')} value={trigger.places ?? []} onChange={(places) => places.length && put({ places: places as ('record' | 'list')[] })}>
          <Group gap={16} mt={6}>
            <Checkbox value="record" disabled={disabled} label={t('trigger.places.record')} />
            <Checkbox value="list" disabled={disabled} label={t('trigger.places.list')} />
          </Group>
        </Checkbox.Group>
      )}
      {trigger.type === 'form_submitted' && <FormChoice object={object.name} value={trigger.form ?? ''} disabled={disabled} error={errors['trigger.form']} onChange={(form) => put({ form })} />}
      {trigger.type === 'webhook' && (
        <>
          <HookLine name={saved} />
          <Sent object={object} trigger={trigger} disabled={disabled} errors={errors} onChange={put} />
        </>
      )}
      {trigger.type !== 'webhook' && <ConditionInput label={t('trigger.condition')} object={object} disabled={disabled} value={body.condition} error={errors.condition} onChange={(condition) => onChange({ ...body, condition })} />}
    </>
  );
}

function Changes({ object, changes, disabled, errors, onChange }: { object: ObjectMeta; changes: FieldChange[]; disabled: boolean; errors: Record<string, string>; onChange: (changes: FieldChange[]) => void }) {
  const { t } = useTranslation('workflows');
  const left = object.fields.filter((field) => field.filterable && changes.every((one) => one.field !== field.name));
  const put = (index: number, next: FieldChange) => onChange(changes.map((one, at) => (at === index ? next : one)));
  return (
    <div>
      <p className={classes.label}>{t('trigger.fields')}</p>
      <div style={{ display: 'grid', gap: 10 }}>
        {changes.length === 0 && <p className={classes.soft}>{t('trigger.anyField')}</p>}
        {changes.map((change, index) => {
          const field = object.fields.find((one) => one.name === change.field);
          const wrong = Object.entries(errors).find(([place]) => place.startsWith(`trigger.fields[${index}]`))?.[1];
          return (
            <div key={change.field} className={classes.group}>
              <div className={classes.row}>
                <Select aria-label={t('values.field')} searchable allowDeselect={false} disabled={disabled} error={wrong} data={[...(field ? [field] : []), ...left].map((one) => ({ value: one.name, label: one.label }))} value={change.field} onChange={(name) => name && put(index, { field: name })} />
                {!disabled && (
                  <ActionIcon size={34} aria-label={t('remove')} onClick={() => onChange(changes.filter((_, at) => at !== index))}>
                    <IconTrash size={15} />
                  </ActionIcon>
                )}
              </div>
              {field && !isProse(field) && (
                <Group grow gap={8} align="start" wrap="nowrap">
                  {(['before', 'after'] as const).map((side) => (
                    <FieldInput key={side} field={{ ...field, required: false, read_only: disabled, label: t(`trigger.${side}`), help: null }} value={(change[side] as FieldScalar | undefined) ?? null} onChange={(value) => put(index, { ...change, [side]: value ?? undefined })} />
                  ))}
                </Group>
              )}
            </div>
          );
        })}
        {!disabled && left[0] && (
          <Button variant="default" size="compact-md" justify="start" leftSection={<IconPlus size={14} />} onClick={() => onChange([...changes, { field: left.find((field) => field.type === 'stage')?.name ?? left[0]?.name ?? '' }])}>
            {t('trigger.addField')}
          </Button>
        )}
      </div>
    </div>
  );
}

const USUAL = ['0 8 * * *', '0 8 * * 1-5', '0 8 * * 1', '0 8 1 * *', '0 * * * *'] as const;

function Cron({ value, disabled, error, onChange }: { value: string; disabled: boolean; error?: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('workflows');
  const isUsual = (USUAL as readonly string[]).includes(value);
  const [own, setOwn] = useState(!isUsual);
  return (
    <>
      <Select
        label={t('trigger.cron')}
        allowDeselect={false}
        disabled={disabled}
        data={[...USUAL.map((each, index) => ({ value: each, label: t(`trigger.usual.${index as 0}`) })), { value: 'own', label: t('trigger.usual.own') }]}
        value={own || !isUsual ? 'own' : value}
        onChange={(next) => {
          setOwn(next === 'own');
          if (next && next !== 'own') onChange(next);
        }}
      />
      {(own || !isUsual) && <TextInput label="cron" description={t('trigger.cronHelp')} disabled={disabled} value={value} error={error} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} onChange={(event) => onChange(event.currentTarget.value)} />}
    </>
  );
}

const SENT_TYPES = ['text', 'number', 'boolean', 'date', 'datetime'] as const;

function Sent({ object, trigger, disabled, errors, onChange }: { object: ObjectMeta; trigger: Trigger; disabled: boolean; errors: Record<string, string>; onChange: (next: Partial<Trigger>) => void }) {
  const { t } = useTranslation('workflows');
  const fields = (trigger.fields ?? []) as HookField[];
  const put = (index: number, next: HookField) => onChange({ fields: fields.map((one, at) => (at === index ? next : one)) });
  return (
    <>
      <div>
        <p className={classes.label}>{t('hook.fields')}</p>
        <div style={{ display: 'grid', gap: 10 }}>
          {fields.map((field, index) => (
            <div key={index} className={classes.group}>
              <div className={classes.row}>
                <TextInput label={t('hook.path')} placeholder="order.items.0.price" disabled={disabled} value={field.path} error={errors[`trigger.fields[${index}].path`]} onChange={(event) => put(index, { ...field, path: event.currentTarget.value })} />
                {!disabled && (
                  <ActionIcon size={34} aria-label={t('remove')} onClick={() => onChange({ fields: fields.filter((_, at) => at !== index) })}>
                    <IconTrash size={15} />
                  </ActionIcon>
                )}
              </div>
              <Group grow gap={8} wrap="nowrap">
                <TextInput label={t('hook.name')} disabled={disabled} value={field.name} error={errors[`trigger.fields[${index}].name`]} onChange={(event) => put(index, { ...field, name: event.currentTarget.value })} />
                <Select label={t('hook.type')} allowDeselect={false} disabled={disabled} data={SENT_TYPES.map((type) => ({ value: type, label: t(`hook.types.${type}`) }))} value={field.type} onChange={(type) => put(index, { ...field, type: (type ?? 'text') as HookField['type'] })} />
              </Group>
            </div>
          ))}
          {!disabled && (
            <Button variant="default" size="compact-md" justify="start" leftSection={<IconPlus size={14} />} onClick={() => onChange({ fields: [...fields, { name: `value_${fields.length + 1}`, path: '', type: 'text' }] })}>
              {t('hook.add')}
            </Button>
          )}
        </div>
      </div>
      <Group grow gap={8} align="start" wrap="nowrap">
        <Select label={t('hook.match')} clearable searchable disabled={disabled} error={errors['trigger.match_field']} data={object.fields.filter((field) => field.filterable).map((field) => ({ value: field.name, label: field.label }))} value={trigger.match_field ?? null} onChange={(match_field) => onChange({ match_field, match_value: match_field ? (trigger.match_value ?? fields[0]?.name ?? null) : null })} />
        {trigger.match_field && <Select label={t('hook.value')} allowDeselect={false} disabled={disabled} error={errors['trigger.match_value']} data={fields.map((field) => field.name).filter(Boolean)} value={trigger.match_value ?? null} onChange={(match_value) => onChange({ match_value })} />}
      </Group>
    </>
  );
}
