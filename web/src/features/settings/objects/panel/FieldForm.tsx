import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ExpressionInput } from '@/ui/expressions';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { hasManyTargets, hasOptions, isPointing, isSealed } from '../abilities';
import { missingIn, type FieldDraft } from '../draft';
import { problemsOf } from '../problems';
import { kindOf } from '../types';
import { DependencyEditor } from './DependencyEditor';
import { FileRulesEditor } from './FileRulesEditor';
import { LabelInputs } from './LabelInputs';
import { MaskSelect } from './MaskSelect';
import { MoreSettings } from './MoreSettings';
import { NameLine } from './NameLine';
import { OptionsEditor } from './OptionsEditor';
import { Relation } from './Relation';
import { NumberingEditor } from './NumberingEditor';
import { RollupSettings } from './RollupSettings';
import { Switches } from './Switches';
import { TargetsSelect } from './TargetsSelect';
import classes from '../Objects.module.css';

export interface FieldFormProps {
  object: ObjectMeta;
  /** As it is; null for a new one. */
  field: FieldMeta | null;
  draft: FieldDraft;
  onChange: (draft: FieldDraft) => void;
  onSubmit: (draft: FieldDraft) => void;
  onCancel: () => void;
  submitLabel: string;
  saving: boolean;
  error: unknown;
  /** Nothing differs from the field as it is. */
  unchanged?: boolean;
  /** Below the settings: what else can be done with the field. */
  children?: React.ReactNode;
}

/** A field of the company's own. What the server refuses is said where it stands. */
export function FieldForm(props: FieldFormProps) {
  const { object, field, draft, onChange, onSubmit, saving, error } = props;
  const { t } = useTranslation(['objects', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const problems = problemsOf(error, draft.options);
  const missing = tried ? missingIn(draft) : null;
  const wrong = { ...problems.at, ...(missing && { [missing]: t(`missing.${missing}`) }) };
  const set = (change: Partial<FieldDraft>) => onChange({ ...draft, ...change });
  const toFirstProblem = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')?.scrollIntoView({ block: 'center' }));
  useEffect(() => void (error && toFirstProblem()), [error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missingIn(draft)) toFirstProblem();
    else onSubmit(draft);
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.body}>
        <div className={classes.chosen}>
          <FieldTypeIcon field={draft} size={18} />
          <span>
            <span className={classes.choiceName}>{t(`types.${kindOf(draft)}.name`)}</span>
            {field && <div className={classes.soft}>{t('typeFixed')}</div>}
          </span>
        </div>
        <div>
          <LabelInputs label={t('label')} labels={draft.labels} maxLength={120} autoFocus={!field} error={wrong.label} onChange={(labels) => set({ labels })} />
          <NameLine object={object} draft={draft} fixed={field !== null} error={wrong.name} onChange={(name) => set({ name })} />
        </div>
        {hasManyTargets(draft.type) && <TargetsSelect targets={draft.targets} kept={field?.targets ?? []} error={wrong.target ?? wrong.targets} onChange={(targets) => set({ targets })} />}
        {isPointing(draft.type) && !hasManyTargets(draft.type) && draft.target !== 'user' && <TargetSelect draft={draft} fixed={field !== null} error={wrong.target} onChange={(target) => set({ target })} />}
        {hasOptions(draft.type) && <OptionsEditor options={draft.options} error={wrong.options} errors={problems.options} onChange={(options) => set({ options })} />}
        {hasOptions(draft.type) && <DependencyEditor object={object} draft={draft} error={wrong.depends_on} onChange={(dependsOn) => set({ dependsOn })} />}
        {draft.files && <FileRulesEditor rules={draft.files} pictures={draft.type === 'image'} error={wrong.files} onChange={(files) => set({ files })} />}
        {isSealed(draft.type) && <MaskSelect shown={draft.shownLast} error={wrong.shown_last} onChange={(shownLast) => set({ shownLast })} />}
        {draft.numbering && <NumberingEditor numbering={draft.numbering} fixed={field !== null} error={wrong.numbering} onChange={(numbering) => set({ numbering })} />}
        {draft.type === 'formula' && (
          <ExpressionInput
            object={object.name}
            purpose="formula"
            field={field?.name}
            label={t('formula')}
            description={t('formulaText')}
            value={draft.formula}
            error={wrong.formula}
            preview
            onChange={(formula) => set({ formula })}
          />
        )}
        {draft.type === 'rollup' && <RollupSettings object={object} rollup={draft.rollup} fixed={field !== null} wrong={wrong} onChange={(rollup) => set({ rollup })} />}
        <Switches draft={draft} field={field} wrong={wrong} onChange={set} />
        {isPointing(draft.type) && <Relation object={object} draft={draft} wrong={wrong} onChange={set} />}
        <MoreSettings object={object} draft={draft} wrong={wrong} onChange={set} />
        {props.children}
      </div>
      <div className={classes.foot}>
        {problems.elsewhere && (
          <div style={{ flexBasis: '100%' }}>
            <ProblemPanel error={error} />
          </div>
        )}
        <Button type="submit" loading={saving} disabled={props.unchanged}>{props.submitLabel}</Button>
        <Button variant="default" onClick={props.onCancel}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}

function TargetSelect({ draft, fixed, error, onChange }: { draft: FieldDraft; fixed: boolean; error?: string; onChange: (target: string | null) => void }) {
  const { t } = useTranslation('objects');
  const objects = useObjects().filter(({ name }) => name !== 'user');
  const chosen = objects.find(({ name }) => name === draft.target);
  return (
    <Select
      label={t('target')}
      description={t('targetText')}
      placeholder={t('targetChoose')}
      data={objects.map(({ name, plural_label }) => ({ value: name, label: plural_label }))}
      value={draft.target}
      allowDeselect={false}
      disabled={fixed}
      error={error}
      leftSection={chosen && <ObjectIcon object={chosen.name} icon={chosen.icon} size={16} />}
      onChange={onChange}
    />
  );
}
