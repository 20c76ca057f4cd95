import { useState } from 'react';
import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import type { Definition } from '../calls';
import { RulePanel } from '../RulePanel';
import { languageOf, textIn } from '../texts';
import { comparisonsOf, type Comparison, type DuplicateRule, type FieldMatch } from './types';
import classes from '../Rules.module.css';

export interface DuplicateRulePanelProps {
  object: ObjectMeta;
  rule: Definition<DuplicateRule> | null;
  rules: Definition<DuplicateRule>[];
  onClose: () => void;
}

const MOST = 5;

export function DuplicateRulePanel({ object, rule, rules, onClose }: DuplicateRulePanelProps) {
  const { t, i18n } = useTranslation('rules');
  const own = languageOf(i18n.language);
  const usable = object.fields.filter((field) => comparisonsOf(field).length > 0);
  const first = (): FieldMatch => ({ field: object.title_field, by: 'text' });
  const [label, setLabel] = useState(rule?.label ?? {});
  const [body, setBody] = useState<DuplicateRule>(rule?.body ?? { any_of: [{ fields: [first()] }], action: 'warn' });
  const put = (at: number, fields: FieldMatch[]) => setBody({ ...body, any_of: fields.length ? body.any_of.map((group, index) => (index === at ? { fields } : group)) : body.any_of.filter((_, index) => index !== at) });
  return (
    <RulePanel
      kind="duplicate_rule"
      object={object.name}
      rule={rule}
      rules={rules}
      title={rule ? textIn(rule.label, i18n.language) : t('duplicates.new', { object: object.label })}
      draft={{ label, active: rule?.active ?? true, body }}
      complete={body.any_of.length > 0}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextInput label={t('name')} autoFocus={!rule} maxLength={120} value={label[own] ?? textIn(label, i18n.language)} onChange={(event) => setLabel({ ...label, [own]: event.currentTarget.value })} />
          {body.any_of.map((group, at) => (
            <div key={at} className={classes.trial} role="group" aria-label={t('duplicates.group', { number: at + 1 })}>
              <span className={classes.label}>{t(at ? 'duplicates.orAll' : 'duplicates.all')}</span>
              {group.fields.map((match, index) => {
                const field = fieldOf(object, match.field);
                return (
                  <div key={index} style={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 8, alignItems: 'center', marginTop: 8 }}>
                    <Select
                      aria-label={t('duplicates.field')}
                      searchable
                      allowDeselect={false}
                      data={usable.map((one) => ({ value: one.name, label: one.label }))}
                      value={match.field}
                      onChange={(name) => {
                        const chosen = name ? fieldOf(object, name) : undefined;
                        if (chosen) put(at, group.fields.map((one, each) => (each === index ? { field: chosen.name, by: comparisonsOf(chosen)[0] ?? 'exact' } : one)));
                      }}
                    />
                    <Select aria-label={t('duplicates.by')} allowDeselect={false} data={(field ? comparisonsOf(field) : []).map((by) => ({ value: by, label: t(`duplicates.comparisons.${by}`) }))} value={match.by} onChange={(by) => by && put(at, group.fields.map((one, each) => (each === index ? { ...one, by: by as Comparison } : one)))} />
                    <ActionIcon size="sm" disabled={body.any_of.length === 1 && group.fields.length === 1} aria-label={t('duplicates.removeField')} onClick={() => put(at, group.fields.filter((_, each) => each !== index))}><IconX size={15} /></ActionIcon>
                  </div>
                );
              })}
              {wrong[`any_of[${at}]`] && <p className={classes.problem} role="alert">{wrong[`any_of[${at}]`]}</p>}
              {group.fields.length < MOST && <Button mt={8} variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => put(at, [...group.fields, first()])}>{t('duplicates.and')}</Button>}
            </div>
          ))}
          {body.any_of.length < MOST && <div><Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setBody({ ...body, any_of: [...body.any_of, { fields: [first()] }] })}>{t('duplicates.or')}</Button></div>}
          <div>
            <p className={classes.label} style={{ margin: '0 0 4px' }}>{t('duplicates.action')}</p>
            <SegmentedControl fullWidth aria-label={t('duplicates.action')} value={body.action} onChange={(action) => setBody({ ...body, action: action as DuplicateRule['action'] })} data={(['warn', 'refuse'] as const).map((value) => ({ value, label: t(`duplicates.actions.${value}`) }))} />
          </div>
        </>
      )}
    </RulePanel>
  );
}
