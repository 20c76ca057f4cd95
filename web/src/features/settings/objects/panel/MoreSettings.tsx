import { useId, useState } from 'react';
import { NumberInput, Select, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { FieldMeta, FieldType, ObjectMeta } from '@/api/types';
import { FieldInput } from '@/ui/fields/FieldInput';
import { canHaveDefault, hasOptions, isBounded, longestOf, takesDecimals, takesExpression, takesPattern } from '../abilities';
import { LAST_SECTION, type FieldDraft } from '../draft';
import { optionsToSend } from '../options';
import { LabelInputs } from './LabelInputs';
import { useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

export interface MoreSettingsProps {
  object: ObjectMeta;
  draft: FieldDraft;
  wrong: Record<string, string>;
  onChange: (change: Partial<FieldDraft>) => void;
}

const FOLDED = ['help', 'section', 'default', 'default_expression', 'pattern', 'decimals', 'minimum', 'maximum', 'max_length'];

/** What few fields need: where it stands, a hint, what it begins with, its limits. Opens by itself where something is wrong. */
export function MoreSettings({ object, draft, wrong, onChange }: MoreSettingsProps) {
  const { t } = useTranslation('objects');
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  const open = unfolded || FOLDED.some((part) => wrong[part]);
  const longest = longestOf(draft.type);
  return (
    <div className={classes.part}>
      <button type="button" className={classes.fold} aria-expanded={open} aria-controls={id} onClick={() => setUnfolded(!open)}>
        {t('further')} <IconChevronDown size={15} aria-hidden />
      </button>
      <div id={id} hidden={!open} className={open ? classes.pair : undefined}>
        <SectionSelect object={object} value={draft.section} error={wrong.section} onChange={(section) => onChange({ section })} />
        <LabelInputs long label={t('help')} labels={draft.helps} maxLength={500} error={wrong.help} onChange={(helps) => onChange({ helps })} />
        {canHaveDefault(draft.type) && <Default draft={draft} error={wrong.default} onChange={(value) => onChange({ default: value })} />}
        {takesExpression(draft.type, draft.target) && (
          <TextInput
            label={t('defaultExpression')}
            description={t('defaultExpressionText', { example: draft.type === 'lookup' ? 'me' : draft.type === 'date' ? 'today() + days(7)' : 'now()' })}
            value={draft.defaultExpression}
            maxLength={200}
            error={wrong.default_expression}
            onChange={(event) => onChange({ defaultExpression: event.currentTarget.value })}
          />
        )}
        {takesPattern(draft.type) && (
          <TextInput label={t('pattern')} description={t('patternText', { example: '[A-Z]{2}-[0-9]+' })} value={draft.pattern} maxLength={200} error={wrong.pattern} onChange={(event) => onChange({ pattern: event.currentTarget.value })} />
        )}
        {takesDecimals(draft.type) && (
          <NumberInput label={t('decimals')} value={draft.decimals ?? ''} min={0} max={10} allowDecimal={false} hideControls error={wrong.decimals} onChange={(value) => onChange({ decimals: value === '' ? null : Number(value) })} />
        )}
        {isBounded(draft.type) && (
          <div className={classes.sideBySide}>
            <Bound label={t('minimum')} draft={draft} value={draft.minimum} error={wrong.minimum} onChange={(minimum) => onChange({ minimum })} />
            <Bound label={t('maximum')} draft={draft} value={draft.maximum} error={wrong.maximum} onChange={(maximum) => onChange({ maximum })} />
          </div>
        )}
        {longest && (
          <NumberInput
            label={t('maxLength')}
            value={draft.maxLength ?? ''}
            min={1}
            max={longest}
            allowDecimal={false}
            hideControls
            thousandSeparator=","
            placeholder={String(longest)}
            error={wrong.max_length}
            onChange={(value) => onChange({ maxLength: value === '' ? null : Number(value) })}
          />
        )}
      </div>
    </div>
  );
}

function Bound({ label, draft, value, error, onChange }: { label: string; draft: FieldDraft; value: number | null; error?: string; onChange: (value: number | null) => void }) {
  const { t } = useTranslation('objects');
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      placeholder={t('noBound')}
      allowDecimal={draft.type !== 'integer'}
      suffix={draft.type === 'percent' ? '%' : undefined}
      thousandSeparator=","
      hideControls
      error={error}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
    />
  );
}

function SectionSelect({ object, value, error, onChange }: { object: ObjectMeta; value: string; error?: string; onChange: (section: string) => void }) {
  const { t } = useTranslation('objects');
  const known = object.layouts.form.map(({ key, label }) => ({ value: key, label }));
  const data = known.some((one) => one.value === LAST_SECTION) ? known : [...known, { value: LAST_SECTION, label: t('lastSection') }];
  return <Select label={t('section')} description={t('sectionText')} data={data} value={value} allowDeselect={false} error={error} onChange={(next) => next && onChange(next)} />;
}

/** The input that records will have, so that a default looks as it will be. */
function Default({ draft, error, onChange }: { draft: FieldDraft; error?: string; onChange: (value: FieldDraft['default']) => void }) {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  const money = useObjects().flatMap(({ fields }) => fields).find(({ type }) => type === 'money');
  const field: FieldMeta = {
    name: 'default',
    type: draft.type as FieldType, // nothing derived has a default
    label: draft.type === 'boolean' ? t('defaultYes') : t('default'),
    required: false, read_only: false, unique: false, sortable: false, filterable: false, groupable: false,
    options: hasOptions(draft.type) ? optionsToSend(draft.options).map(({ value, label, color, retired }) => ({ value, label: label[own], color, retired })) : undefined,
    decimals: draft.type === 'money' ? money?.decimals : undefined,
    max_length: draft.maxLength,
  };
  return <FieldInput field={field} value={draft.default} error={error} onChange={onChange} />;
}
