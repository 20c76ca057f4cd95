import type { FormEvent } from 'react';
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FieldMeta, Labels } from '@/api/types';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { both, missingIn } from '../draft';
import { hasFixedOptions, isPipeline } from '../fieldList';
import { problemsOf } from '../problems';
import { kindOf } from '../types';
import type { FieldFormProps } from './FieldForm';
import { LabelInputs } from './LabelInputs';
import { OptionsEditor } from './OptionsEditor';
import { useOwnLanguage } from './useOwnLanguage';
import classes from '../Objects.module.css';

type StandardFieldProps = FieldFormProps & { field: FieldMeta };

/** A field that every company has: what it is called, and its options where they can be changed. */
export function StandardField({ object, field, draft, onChange, onSubmit, onCancel, saving, error, unchanged, submitLabel }: StandardFieldProps) {
  const { t } = useTranslation(['objects', 'common']);
  const language = useOwnLanguage();
  const editable = field.type === 'choice' && !hasFixedOptions(object, field);
  const problems = problemsOf(error, draft.options);
  const origin = field.names?.standard;
  const renamed = origin && JSON.stringify(both(draft.labels)) !== JSON.stringify(both(complete(origin)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(draft);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.body}>
        <div className={classes.chosen}>
          <FieldTypeIcon field={field} size={18} />
          <span style={{ minWidth: 0 }}>
            <span className={classes.choiceName}>{t(`types.${kindOf(field)}.name`)}</span>
            <div className={classes.code}>{field.name}</div>
          </span>
        </div>
        <p className={classes.soft} style={{ margin: 0 }}>{t(editable ? 'standardOptions' : 'standard')}</p>
        <div>
          <LabelInputs label={t('label')} labels={draft.labels} maxLength={120} error={problems.at.label} onChange={(labels) => onChange({ ...draft, labels })} />
          {renamed && (
            <Button mt={8} variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowBackUp size={14} />} onClick={() => onChange({ ...draft, labels: complete(origin) })}>
              {t('object.asItCame', { name: origin[language] ?? '' })}
            </Button>
          )}
        </div>
        {isPipeline(object, field) && (
          <Button variant="default" style={{ justifySelf: 'start' }} renderRoot={(props) => <Link to="/settings/pipelines" {...props} />}>{t('toPipelines')}</Button>
        )}
        {editable && <OptionsEditor options={draft.options} error={problems.at.options} errors={problems.options} onChange={(options) => onChange({ ...draft, options })} />}
      </div>
      <div className={classes.foot}>
        {problems.elsewhere && (
          <div style={{ flexBasis: '100%' }}>
            <ProblemPanel error={error} />
          </div>
        )}
        <Button type="submit" loading={saving} disabled={unchanged || missingIn(draft) === 'label'}>{submitLabel}</Button>
        <Button variant="default" onClick={onCancel}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}

const complete = ({ en = '', 'zh-CN': zh = '' }: Labels): Required<Labels> => ({ en, 'zh-CN': zh });
