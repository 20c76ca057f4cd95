import { useState } from 'react';
import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import type { Definition } from '../calls';
import { ConditionInput } from '../ConditionInput';
import { RulePanel } from '../RulePanel';
import { RuleTrial } from '../RuleTrial';
import { filled, languageOf, textIn } from '../texts';
import { TextInBoth } from '../TextInBoth';
import { BLANK, type ValidationRule } from './types';
import classes from '../Rules.module.css';

export interface ValidationRulePanelProps {
  object: ObjectMeta;
  rule: Definition<ValidationRule> | null;
  rules: Definition<ValidationRule>[];
  onClose: () => void;
}

export function ValidationRulePanel({ object, rule, rules, onClose }: ValidationRulePanelProps) {
  const { t, i18n } = useTranslation('rules');
  const own = languageOf(i18n.language);
  const [label, setLabel] = useState(rule?.label ?? {});
  const [body, setBody] = useState<ValidationRule>({ ...BLANK, ...rule?.body });
  const put = (change: Partial<ValidationRule>) => setBody({ ...body, ...change });
  const fields = object.fields.map((field) => ({ value: field.name, label: field.label }));
  const message = filled(body.message);
  return (
    <RulePanel
      kind="validation_rule"
      object={object.name}
      rule={rule}
      rules={rules}
      title={rule ? textIn(rule.label, i18n.language) : t('validation.new', { object: object.label })}
      draft={{ label, active: rule?.active ?? true, body: { ...body, message } }}
      complete={body.error_when.trim() !== '' && Object.keys(message).length > 0}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextInput label={t('name')} autoFocus={!rule} maxLength={120} value={label[own] ?? textIn(label, i18n.language)} onChange={(event) => setLabel({ ...label, [own]: event.currentTarget.value })} />
          <ConditionInput object={object} label={t('validation.errorWhen')} help={t('validation.errorWhenHelp')} value={body.error_when} error={wrong.error_when} onChange={(error_when) => put({ error_when })} />
          <TextInBoth label={t('validation.message')} placeholder={t('validation.messageExample')} value={body.message} error={wrong.message} onChange={(next) => put({ message: next })} />
          <Select label={t('validation.field')} placeholder={t('validation.wholeRecord')} clearable searchable data={fields} value={body.field} error={wrong.field} onChange={(field) => put({ field })} />
          <div>
            <p className={classes.label} style={{ margin: '0 0 4px' }}>{t('validation.on')}</p>
            <SegmentedControl fullWidth aria-label={t('validation.on')} value={body.on} onChange={(on) => put({ on: on as ValidationRule['on'] })} data={(['both', 'create', 'update'] as const).map((value) => ({ value, label: t(`validation.occasions.${value}`) }))} />
          </div>
          <MultiSelect label={t('validation.whenChanged')} placeholder={body.when_changed.length ? undefined : t('validation.always')} searchable clearable data={fields} value={body.when_changed} error={wrong.when_changed} onChange={(when_changed) => put({ when_changed })} />
          <RuleTrial object={object} condition={body.error_when} words={{ holds: t('validation.refused'), not: t('validation.accepted'), bad: true }} />
        </>
      )}
    </RulePanel>
  );
}
