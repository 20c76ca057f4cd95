import { ActionIcon, Checkbox, Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AssigneeInput } from '@/features/rules/assignment/AssigneeInput';
import { FieldInput } from '@/ui/fields/FieldInput';
import { fromWallClock, toWallClock } from '@/ui/fields/zoned';
import { useFormat } from '@/ui/useFormat';
import { useConsents } from '../calls';
import { fixableFields, replaceAt } from '../fields';
import type { OnDuplicate } from '../types';
import { WordsInput } from './WordsInput';
import { errorAt, type PartProps } from './parts';
import classes from './Designer.module.css';

const DUPLICATES: OnDuplicate[] = ['create', 'fill', 'replace', 'review'];

/** What happens with what was sent: consent, duplicates, whose it is, fixed values, limits. */
export function SendingTab(props: PartProps & { saved: string | null }) {
  const { draft, errors, putBody } = props;
  const { t } = useTranslation('forms');
  const { context } = useFormat();
  const { body } = draft;
  const moment = (key: 'opens_at' | 'closes_at') => (
    <DateTimePicker label={t(`sending.${key}`)} clearable valueFormat="YYYY-MM-DD HH:mm" error={errors[key]} value={body[key] ? toWallClock(body[key], context.timezone) : null} onChange={(value) => putBody({ [key]: value ? fromWallClock(value, context.timezone) : null })} />
  );
  const most = (key: 'most_in_total' | 'most_per_day') => (
    <NumberInput label={t(`sending.${key}`)} placeholder={t('sending.unlimited')} min={1} max={key === 'most_per_day' ? 100_000 : 1_000_000} allowDecimal={false} value={body[key] ?? ''} onChange={(value) => putBody({ [key]: Number(value) || null })} />
  );
  return (
    <div className={classes.stack}>
      <Consent {...props} />
      <Select label={t('sending.duplicates')} description={t('sending.duplicatesHelp')} allowDeselect={false} error={errors.on_duplicate} data={DUPLICATES.map((value) => ({ value, label: t(`sending.onDuplicate.${value}`) }))} value={body.on_duplicate} onChange={(value) => putBody({ on_duplicate: value as OnDuplicate })} />
      <Owner {...props} />
      <Fixed {...props} />
      <Group grow gap={8} align="start">{moment('opens_at')}{moment('closes_at')}</Group>
      <Group grow gap={8} align="start">{most('most_in_total')}{most('most_per_day')}</Group>
    </div>
  );
}

function Consent({ draft, errors, own, putBody, saved }: PartProps & { saved: string | null }) {
  const { t } = useTranslation('forms');
  const { consent } = draft.body;
  const versions = useConsents(saved);
  const latest = versions.data?.[0];
  const put = (change: Partial<NonNullable<typeof consent>>) => consent && putBody({ consent: { ...consent, ...change } });
  return (
    <div className={classes.group}>
      <Switch label={t('sending.consent')} description={t('sending.consentHelp')} checked={consent !== null} onChange={(event) => putBody({ consent: event.currentTarget.checked ? { text: {}, policy_url: '', required: true } : null })} />
      {consent && (
        <>
          <WordsInput label={t('sending.consentText')} own={own} lines maxLength={5_000} value={consent.text} error={errorAt(errors, 'consent.text')} onChange={(text) => put({ text })} />
          <TextInput label={t('sending.policy')} placeholder="https://www.example.com/privacy" value={consent.policy_url} error={errors['consent.policy_url']} onChange={(event) => put({ policy_url: event.currentTarget.value.trim() })} />
          <Checkbox label={t('sending.consentRequired')} checked={consent.required} onChange={(event) => put({ required: event.currentTarget.checked })} />
          {latest && <p className={classes.soft}>{t('sending.consentVersion', { version: latest.version })}</p>}
        </>
      )}
    </div>
  );
}

function Owner({ draft, errors, putBody }: PartProps) {
  const { t } = useTranslation('forms');
  const { owner } = draft.body;
  return (
    <div className={classes.group}>
      <Switch label={t('sending.owner')} description={t('sending.ownerHelp')} checked={owner !== null} onChange={(event) => putBody({ owner: event.currentTarget.checked ? { kind: 'queue', name: '' } : null })} />
      {owner && <AssigneeInput kinds={['user', 'queue']} value={owner} error={errorAt(errors, 'owner')} onChange={({ kind, name }) => putBody({ owner: { kind: kind as 'user' | 'queue', name } })} />}
    </div>
  );
}

function Fixed({ draft, object, errors, putBody }: PartProps) {
  const { t } = useTranslation('forms');
  const { fixed } = draft.body;
  const left = fixableFields(object, draft.body);
  return (
    <div className={classes.group}>
      <p className={classes.label}>{t('sending.fixed')}</p>
      <p className={classes.soft}>{t('sending.fixedHelp')}</p>
      {fixed.map((one, index) => {
        const field = object.fields.find(({ name }) => name === one.field);
        return field ? (
          <div key={one.field} className={classes.fixed}>
            <FieldInput field={{ ...field, help: null, required: false, read_only: false }} value={one.value} error={errorAt(errors, `fixed[${index}]`)} onChange={(value) => putBody({ fixed: replaceAt(fixed, index, { value }) })} />
            <ActionIcon size={34} aria-label={t('fields.removeNamed', { name: field.label })} onClick={() => putBody({ fixed: fixed.filter((_, at) => at !== index) })}>
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        ) : null;
      })}
      {left.length > 0 && (
        <Select key={fixed.length} aria-label={t('sending.addFixed')} placeholder={t('sending.addFixed')} leftSection={<IconPlus size={14} />} searchable data={left.map((field) => ({ value: field.name, label: field.label }))} value={null} onChange={(name) => name && putBody({ fixed: [...fixed, { field: name, value: null }] })} />
      )}
    </div>
  );
}

