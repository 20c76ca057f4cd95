import { useState } from 'react';
import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import type { Definition } from '../calls';
import { ConditionInput } from '../ConditionInput';
import { RulePanel } from '../RulePanel';
import { languageOf, textIn } from '../texts';
import { AssigneeInput } from './AssigneeInput';
import { BLANK, type AssignmentEntry, type AssignmentRule } from './types';
import classes from '../Rules.module.css';

export interface AssignmentRulePanelProps {
  object: ObjectMeta;
  rule: Definition<AssignmentRule> | null;
  rules: Definition<AssignmentRule>[];
  onClose: () => void;
}

const MOST = 50;

export function AssignmentRulePanel({ object, rule, rules, onClose }: AssignmentRulePanelProps) {
  const { t, i18n } = useTranslation('rules');
  const own = languageOf(i18n.language);
  const [label, setLabel] = useState(rule?.label ?? {});
  const [body, setBody] = useState<AssignmentRule>({ ...BLANK, ...rule?.body });
  const put = (at: number, change: Partial<AssignmentEntry>) => setBody({ ...body, entries: body.entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry)) });
  const raise = (at: number) => {
    const entries = [...body.entries];
    const [moved] = entries.splice(at, 1);
    if (moved) entries.splice(at - 1, 0, moved);
    setBody({ ...body, entries });
  };
  return (
    <RulePanel
      kind="assignment_rule"
      object={object.name}
      rule={rule}
      rules={rules}
      title={rule ? textIn(rule.label, i18n.language) : t('assignment.new', { object: object.label })}
      draft={{ label, active: rule?.active ?? true, body }}
      complete={body.entries.length > 0 && body.entries.every(({ to }) => to.name !== '')}
      onClose={onClose}
    >
      {(wrong) => (
        <>
          <TextInput label={t('name')} autoFocus={!rule} maxLength={120} value={label[own] ?? textIn(label, i18n.language)} onChange={(event) => setLabel({ ...label, [own]: event.currentTarget.value })} />
          <div>
            <p className={classes.label} style={{ margin: '0 0 4px' }}>{t('assignment.on')}</p>
            <SegmentedControl fullWidth aria-label={t('assignment.on')} value={body.on} onChange={(on) => setBody({ ...body, on: on as AssignmentRule['on'] })} data={(['create', 'change', 'both'] as const).map((value) => ({ value, label: t(`assignment.occasions.${value}`) }))} />
          </div>
          <p className={classes.help} style={{ margin: 0 }}>{t('assignment.first')}</p>
          {body.entries.map((entry, at) => (
            <div key={at} className={classes.trial} role="group" aria-label={t('assignment.entry', { number: at + 1 })}>
              <div className={classes.labelRow}>
                <span className={classes.label}>{t('assignment.entry', { number: at + 1 })}</span>
                <span style={{ display: 'flex', gap: 4 }}>
                  {at > 0 && <ActionIcon size="sm" aria-label={t('moveUp', { name: t('assignment.entry', { number: at + 1 }) })} onClick={() => raise(at)}><IconArrowUp size={15} /></ActionIcon>}
                  {body.entries.length > 1 && <ActionIcon size="sm" aria-label={t('assignment.removeEntry', { number: at + 1 })} onClick={() => setBody({ ...body, entries: body.entries.filter((_, index) => index !== at) })}><IconTrash size={15} /></ActionIcon>}
                </span>
              </div>
              <ConditionInput object={object} label={t('assignment.when')} help={entry.when ? undefined : t('assignment.always')} value={entry.when} error={wrong[`entries[${at}].when`]} onChange={(when) => put(at, { when })} />
              <AssigneeInput value={entry.to} error={wrong[`entries[${at}].to`]} onChange={(to) => put(at, { to })} />
            </div>
          ))}
          {body.entries.length < MOST && (
            <div>
              <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => setBody({ ...body, entries: [...body.entries, { when: '', to: { kind: 'team', name: '' } }] })}>{t('assignment.addEntry')}</Button>
            </div>
          )}
        </>
      )}
    </RulePanel>
  );
}
