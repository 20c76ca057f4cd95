import { Button, Group, MultiSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Labels, ObjectMeta, PipelineMeta, StageMeta } from '@/api/types';
import { languageOf, textIn } from '@/features/rules/texts';
import { TextInBoth } from '@/features/rules/TextInBoth';
import { SidePanel } from '@/ui/SidePanel';
import { GatesInput } from './GatesInput';
import classes from '@/features/rules/Rules.module.css';

export interface StageSettingsProps {
  object: ObjectMeta;
  pipeline: PipelineMeta;
  stage: StageMeta;
  onChange: (change: Partial<StageMeta>) => void;
  onClose: () => void;
}

/** What a stage asks of records, and tells people; saved with the pipelines. */
export function StageSettings({ object, pipeline, stage, onChange, onClose }: StageSettingsProps) {
  const { t, i18n } = useTranslation('rules');
  const fields = object.fields.filter((field) => !field.read_only && field.name !== object.pipeline_fields?.stage && field.name !== object.pipeline_fields?.pipeline);
  const others = pipeline.stages.filter((one) => one.key !== stage.key);
  const guidances: Labels = stage.guidances ?? (stage.guidance ? { [languageOf(i18n.language)]: stage.guidance } : {});
  return (
    <SidePanel title={t('stage.settings', { name: stage.label })} onClose={onClose}>
      <div className={classes.form}>
        <div>
          <TextInBoth label={t('stage.guidance')} minRows={2} maxLength={2000} value={guidances} onChange={(next) => onChange({ guidances: next, guidance: textIn(next, i18n.language) || undefined })} />
          <p className={classes.help}>{t('stage.guidanceHelp')}</p>
        </div>
        <MultiSelect
          label={t('stage.required')}
          description={t('stage.requiredHelp')}
          searchable
          data={fields.map((field) => ({ value: field.name, label: field.label }))}
          value={stage.required ?? []}
          onChange={(required) => onChange({ required: required.length ? required : undefined })}
        />
        <GatesInput object={object} label={t('stage.entry')} gates={stage.entry ?? []} onChange={(entry) => onChange({ entry: entry.length ? entry : undefined })} />
        {stage.kind !== 'lost' && <GatesInput object={object} label={t('stage.exit')} help={t('stage.exitHelp')} gates={stage.exit ?? []} onChange={(exit) => onChange({ exit: exit.length ? exit : undefined })} />}
        {stage.kind === 'open' && (
          <NumberInput label={t('stage.limit')} placeholder={t('stage.noLimit')} suffix={` ${t('stage.days')}`} min={1} max={3650} allowDecimal={false} w={180} value={stage.limit_days ?? ''} onChange={(value) => onChange({ limit_days: Number(value) || undefined })} />
        )}
        <MultiSelect
          label={t('stage.next')}
          placeholder={stage.next ? undefined : t('stage.anyStage')}
          clearable
          data={others.map((one) => ({ value: one.key, label: one.label }))}
          value={stage.next ?? []}
          onChange={(next) => onChange({ next: next.length ? next : undefined })}
        />
        <Group>
          <Button variant="default" onClick={onClose}>{t('stage.done')}</Button>
        </Group>
      </div>
    </SidePanel>
  );
}
