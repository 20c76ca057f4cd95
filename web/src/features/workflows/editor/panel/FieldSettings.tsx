import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, FieldScalar, ObjectMeta } from '@/api/types';
import { FieldInput } from '@/ui/fields/FieldInput';
import type { FieldSetting } from '../../types';
import { ExpressionField } from './ExpressionField';
import { TextWithFields } from './TextWithFields';
import classes from '../Editor.module.css';

type Mode = 'value' | 'template' | 'expression';

export interface FieldSettingsProps {
  /** Whose fields are set. */
  target: ObjectMeta;
  /** Whose fields texts and expressions may name. */
  source: ObjectMeta;
  values: FieldSetting[];
  onChange: (values: FieldSetting[]) => void;
  errors: Record<string, string>;
  disabled: boolean;
}

const modeOf = (one: FieldSetting): Mode => (one.expression !== undefined ? 'expression' : one.template !== undefined ? 'template' : 'value');
const TEXTS = new Set(['text', 'long_text', 'rich_text', 'email', 'url', 'phone']);

/** Which fields are set, and to what: a value, a text with fields in it, or what an expression gives. */
export function FieldSettings({ target, source, values, onChange, errors, disabled }: FieldSettingsProps) {
  const { t } = useTranslation('workflows');
  const writable = target.fields.filter((field) => !field.read_only);
  const put = (index: number, next: FieldSetting) => onChange(values.map((one, at) => (at === index ? next : one)));
  const left = writable.filter((field) => values.every((one) => one.field !== field.name));
  const wrong = (index: number) => Object.entries(errors).find(([place]) => place.startsWith(`values[${index}]`))?.[1];
  return (
    <div>
      <p className={classes.label}>{t('values.title')}</p>
      <div style={{ display: 'grid', gap: 10 }}>
        {values.map((one, index) => {
          const field = target.fields.find((known) => known.name === one.field);
          return (
            <div key={one.field} className={classes.group}>
              <div className={classes.row}>
                <Select
                  aria-label={t('values.field')}
                  searchable
                  allowDeselect={false}
                  disabled={disabled}
                  data={[field, ...left].filter((known): known is FieldMeta => known !== undefined).map((known) => ({ value: known.name, label: known.label }))}
                  value={one.field}
                  onChange={(name) => name && put(index, { field: name })}
                />
                <ActionIcon size={34} aria-label={t('remove')} disabled={disabled} onClick={() => onChange(values.filter((_, at) => at !== index))}>
                  <IconTrash size={15} />
                </ActionIcon>
              </div>
              {field && <Given field={field} source={source} one={one} error={wrong(index)} disabled={disabled} onChange={(next) => put(index, next)} />}
            </div>
          );
        })}
        {!disabled && left[0] && (
          <Button variant="default" size="compact-md" justify="start" leftSection={<IconPlus size={14} />} onClick={() => onChange([...values, { field: left.find((field) => field.required)?.name ?? left[0]?.name ?? '' }])}>
            {t('values.add')}
          </Button>
        )}
      </div>
      {errors.values && <p className={classes.soft} role="alert" style={{ color: 'var(--mantine-color-error)', marginTop: 8 }}>{errors.values}</p>}
    </div>
  );
}

function Given({ field, source, one, error, disabled, onChange }: { field: FieldMeta; source: ObjectMeta; one: FieldSetting; error?: string; disabled: boolean; onChange: (next: FieldSetting) => void }) {
  const { t } = useTranslation('workflows');
  const mode = modeOf(one);
  const modes: Mode[] = TEXTS.has(field.type) ? ['value', 'template', 'expression'] : ['value', 'expression'];
  const turn = (next: Mode) => onChange(next === 'value' ? { field: one.field } : { field: one.field, [next]: '' });
  return (
    <>
      <SegmentedControl size="xs" fullWidth disabled={disabled} data={modes.map((each) => ({ value: each, label: t(`values.${each}`) }))} value={mode} onChange={(next) => turn(next as Mode)} />
      {mode === 'value' && <FieldInput bare field={{ ...field, required: false }} value={one.value ?? null} error={error} onChange={(value) => onChange({ field: one.field, value: plain(value) })} />}
      {mode === 'template' && <TextWithFields object={source} label={t('values.template')} lines={field.type === 'long_text' || field.type === 'rich_text' ? 3 : undefined} value={one.template ?? ''} error={error} disabled={disabled} onChange={(template) => onChange({ field: one.field, template })} />}
      {mode === 'expression' && <ExpressionField object={source} label={t('values.expression')} description={t('values.expressionHelp')} value={one.expression ?? ''} error={error} disabled={disabled} onChange={(expression) => onChange({ field: one.field, expression })} />}
    </>
  );
}

/** An empty value is none. */
function plain(value: FieldScalar): FieldScalar | undefined {
  return value === null || value === '' ? undefined : value;
}
