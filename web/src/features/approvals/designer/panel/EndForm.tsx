import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { ExpressionInput } from '@/ui/expressions';
import { wrongAt } from '../model/places';
import { OUTCOMES, type Body, type Outcome } from '../model/types';
import classes from '../Designer.module.css';

interface EndFormProps {
  body: Body;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (change: Partial<Body>) => void;
}

/** What is set in the record when it is submitted, approved, rejected or withdrawn. */
export function EndForm({ body, object, wrong, onChange }: EndFormProps) {
  const { t } = useTranslation('approvals');
  return (
    <>
      <p className={classes.help}>{t('end.text')}</p>
      {OUTCOMES.map((outcome) => (
        <Settings key={outcome} outcome={outcome} set={body[outcome]?.set ?? {}} object={object} wrong={wrong} onChange={(set) => onChange({ [outcome]: Object.keys(set).length ? { set } : null })} />
      ))}
    </>
  );
}

interface SettingsProps {
  outcome: Outcome;
  set: Record<string, string>;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (set: Record<string, string>) => void;
}

function Settings({ outcome, set, object, wrong, onChange }: SettingsProps) {
  const { t } = useTranslation('approvals');
  const writable = object.fields.filter((field) => !field.read_only && field.type !== 'links');
  const left = writable.filter((field) => !(field.name in set));
  const fields = Object.entries(set);
  const label = (name: string) => object.fields.find((field) => field.name === name)?.label ?? name;
  const rename = (from: string, to: string) => onChange(Object.fromEntries(fields.map(([name, value]) => (name === from ? [to, value] : [name, value]))));
  return (
    <section className={classes.group} aria-label={t(`end.${outcome}`)}>
      <h3 className={classes.groupTitle}>{t(`end.${outcome}`)}</h3>
      {fields.map(([name, expression]) => (
        <div key={name} className={classes.setting}>
          <div className={classes.row}>
            <Select aria-label={t('end.field')} searchable allowDeselect={false} data={[...writable.filter((field) => field.name === name), ...left].map((field) => ({ value: field.name, label: field.label }))} value={name} onChange={(next) => next && rename(name, next)} />
            <ActionIcon size={34} aria-label={t('end.remove', { field: label(name) })} onClick={() => onChange(Object.fromEntries(fields.filter(([one]) => one !== name)))}>
              <IconTrash size={15} />
            </ActionIcon>
          </div>
          <ExpressionInput object={object.name} purpose="value" label={t('end.value', { field: label(name) })} placeholder={t('end.valueHint')} value={expression} error={wrongAt(wrong, `${outcome}.set.${name}`)} onChange={(next) => onChange({ ...set, [name]: next })} />
        </div>
      ))}
      {left[0] && (
        <Button variant="default" size="compact-sm" justify="start" leftSection={<IconPlus size={14} />} onClick={() => onChange({ ...set, [left[0]?.name ?? '']: '' })}>
          {t('end.add')}
        </Button>
      )}
      {wrongAt(wrong, outcome) && !fields.some(([name]) => wrongAt(wrong, `${outcome}.set.${name}`)) && <p role="alert" className={classes.wrong}>{wrongAt(wrong, outcome)}</p>}
    </section>
  );
}
