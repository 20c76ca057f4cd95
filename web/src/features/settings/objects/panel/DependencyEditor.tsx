import { MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { hasOptions } from '../abilities';
import { type DependencyDraft, type FieldDraft } from '../draft';
import { filledOptions } from '../options';
import { useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

export interface DependencyEditorProps {
  object: ObjectMeta;
  draft: FieldDraft;
  error?: string;
  onChange: (dependsOn: DependencyDraft | null) => void;
}

/** Which of the options go with each option of another choice. */
export function DependencyEditor({ object, draft, error, onChange }: DependencyEditorProps) {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  const others = object.fields.filter(({ name, type }) => name !== draft.name && (hasOptions(type) || type === 'stage'));
  const controlling = others.find(({ name }) => name === draft.dependsOn?.field);
  const options = filledOptions(draft.options).map(({ id, labels }) => ({ value: id, label: labels[own] || labels.en || labels['zh-CN'] }));
  if (!others.length) return null;
  return (
    <div className={classes.part}>
      <Select
        label={t('dependsOn')}
        description={t('dependsOnText')}
        placeholder={t('dependsOnNothing')}
        data={others.map(({ name, label }) => ({ value: name, label }))}
        value={draft.dependsOn?.field ?? null}
        clearable
        error={error}
        onChange={(field) => onChange(field ? { field, allowed: {} } : null)}
      />
      {draft.dependsOn &&
        controlling?.options?.filter(({ retired }) => !retired).map(({ value, label }) => (
          <MultiSelect
            key={value}
            label={t('dependsOnFor', { option: label })}
            data={options}
            value={draft.dependsOn?.allowed[value] ?? []}
            searchable
            clearable
            onChange={(ids) => draft.dependsOn && onChange({ ...draft.dependsOn, allowed: { ...draft.dependsOn.allowed, [value]: ids } })}
          />
        ))}
    </div>
  );
}
