import { SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { ConditionInput } from '@/features/rules/ConditionInput';
import { TextInBoth } from '@/features/rules/TextInBoth';
import { wrongAt } from '../model/places';
import type { Body } from '../model/types';
import { ApproverList } from './ApproverList';
import { FieldsInput } from './FieldsInput';
import classes from '../Designer.module.css';

interface StartFormProps {
  body: Body;
  object: ObjectMeta;
  wrong: Record<string, string>;
  onChange: (change: Partial<Body>) => void;
}

/** Who may submit which records, what stays open for changes meanwhile, and what approvers see. */
export function StartForm({ body, object, wrong, onChange }: StartFormProps) {
  const { t } = useTranslation('approvals');
  const people = Array.isArray(body.submitters) ? body.submitters : null;
  const changeable = object.fields.filter((field) => !field.read_only);
  return (
    <>
      <TextInBoth label={t('start.description')} placeholder={t('start.descriptionHint')} value={body.description ?? {}} error={wrongAt(wrong, 'description')} onChange={(description) => onChange({ description })} />
      <div>
        <p className={classes.label}>{t('start.who')}</p>
        <SegmentedControl
          fullWidth
          aria-label={t('start.who')}
          value={people ? 'people' : 'editors'}
          onChange={(next) => onChange({ submitters: next === 'editors' ? 'editors' : [{ field: 'owner' }] })}
          data={[{ value: 'editors', label: t('start.whoEditors') }, { value: 'people', label: t('start.whoPeople') }]}
        />
        {people ? <ApproverList kinds={['role', 'team', 'queue', 'user', 'field', 'formula']} place="submitters" label={t('start.who')} approvers={people} object={object} wrong={wrong} onChange={(submitters) => onChange({ submitters })} /> : <p className={classes.help}>{t('start.editorsHelp')}</p>}
      </div>
      <ConditionInput object={object} label={t('start.condition')} help={body.condition ? undefined : t('start.conditionHelp')} value={body.condition ?? ''} error={wrongAt(wrong, 'condition')} onChange={(condition) => onChange({ condition: condition || null })} />
      <FieldsInput label={t('start.editable')} help={t('start.editableHelp')} fields={changeable} value={body.editable ?? []} error={wrongAt(wrong, 'editable')} onChange={(editable) => onChange({ editable })} />
      <FieldsInput label={t('start.summary')} help={t('start.summaryHelp')} fields={object.fields} value={body.summary ?? []} error={wrongAt(wrong, 'summary')} onChange={(summary) => onChange({ summary })} />
      <Switch label={t('start.letters')} description={t('start.lettersHelp')} checked={body.letters ?? true} onChange={(event) => onChange({ letters: event.currentTarget.checked })} />
      {wrongAt(wrong, 'steps') && <p role="alert" className={classes.wrong}>{wrongAt(wrong, 'steps')}</p>}
    </>
  );
}
