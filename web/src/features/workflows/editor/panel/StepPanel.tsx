import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import type { Body } from '../../types';
import { after, changeStep, EACH, leadTo, removeStep, stepOf, waysOf } from '../graph';
import { TRIGGER } from '../layout';
import { useStepText } from '../useStepText';
import { ApprovalForm } from './ApprovalForm';
import { BranchForm, LoopForm, RunWorkflowForm, StopForm, WaitForm } from './LogicForms';
import { AssignForm, CreateForm, UpdateForm } from './RecordForms';
import { objectAt, type StepFormProps } from './shared';
import { CallForm, MailForm, NotifyForm } from './TellForms';
import { TriggerForm } from './TriggerForm';
import classes from '../Editor.module.css';

const FORMS: Record<string, (props: StepFormProps) => React.ReactNode> = {
  branch: BranchForm,
  wait: WaitForm,
  loop: LoopForm,
  run_workflow: RunWorkflowForm,
  stop: StopForm,
  update_record: UpdateForm,
  create_record: CreateForm,
  assign: AssignForm,
  approval: ApprovalForm,
  notify: NotifyForm,
  send_mail: MailForm,
  call_webhook: CallForm,
};

export interface StepPanelProps {
  selected: string;
  body: Body;
  object: ObjectMeta;
  disabled: boolean;
  /** Sentences by place in the body: `trigger.cron`, `steps[2].settings.to`. */
  errors: Record<string, string>;
  saved: string | null;
  onChange: (body: Body) => void;
  onClose: () => void;
}

/** What the chosen step, or the trigger, does; with inputs made of the object's own fields. */
export function StepPanel({ selected, body, object, disabled, errors, saved, onChange, onClose }: StepPanelProps) {
  const { t } = useTranslation(['workflows', 'common']);
  const objects = useObjects();
  const text = useStepText();
  const step = stepOf(body, selected);
  if (selected !== TRIGGER && !step) return null;
  const index = step ? body.steps.indexOf(step) : -1;
  const Form = step ? FORMS[step.type] : undefined;
  return (
    <aside className={classes.side} aria-label={step ? text.title(step) : t('trigger.title')}>
      <div className={classes.sideHead}>
        <span className="truncate" style={{ flex: 1 }}>{step ? text.typeName(step.type) : t('trigger.title')}</span>
        {step && !disabled && (
          <ActionIcon
            aria-label={t('removeStep')}
            onClick={() => {
              onClose();
              onChange(removeStep(body, step.key));
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t('common:close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sideBody}>
        {!step && <TriggerForm body={body} object={object} disabled={disabled} errors={errors} saved={saved} onChange={onChange} />}
        {step && (
          <>
            {errors[`steps[${index}]`] && <p role="alert" className={classes.soft} style={{ color: 'var(--mantine-color-error)' }}>{errors[`steps[${index}]`]}</p>}
            <TextInput label={t('label')} placeholder={text.typeName(step.type)} disabled={disabled} maxLength={200} value={step.label ?? ''} onChange={(event) => onChange(changeStep(body, step.key, { label: event.currentTarget.value }))} />
            {Form ? (
              <Form key={step.key} step={step} body={body} object={objectAt(objects, object, body, step.key)} disabled={disabled} errors={within(errors, `steps[${index}].settings`)} onSettings={(settings) => onChange(changeStep(body, step.key, { settings }))} />
            ) : (
              <pre className={classes.json}>{JSON.stringify(step.settings, null, 2)}</pre>
            )}
            {!disabled && <Followers body={body} selected={step.key} onChange={onChange} />}
            {!disabled && (
              <div>
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  leftSection={<IconTrash size={14} />}
                  onClick={() => {
                    onClose();
                    onChange(removeStep(body, step.key));
                  }}
                >
                  {t('removeStep')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </aside>
  );
}

const ENDS = '-';

/** Ways that end may lead back to a step of another way. */
function Followers({ body, selected, onChange }: { body: Body; selected: string; onChange: (body: Body) => void }) {
  const { t } = useTranslation('workflows');
  const text = useStepText();
  const step = stepOf(body, selected);
  if (!step) return null;
  const later = after(body, selected);
  const leadsHere = (key: string) => after(body, key).has(selected);
  return waysOf(step)
    .filter((way) => way !== EACH)
    .map((way) => {
      const others = body.steps.filter((one) => one.key !== selected && !leadsHere(one.key) && (step.next[way] === one.key || !later.has(one.key)));
      if (!others.length) return null;
      const name = text.way(step, way);
      return (
        <Select
          key={way}
          label={name ? t('goesOnBy', { way: name }) : t('goesOn')}
          allowDeselect={false}
          data={[{ value: ENDS, label: t('ends') }, ...others.map((one) => ({ value: one.key, label: text.title(one) }))]}
          value={step.next[way] ?? ENDS}
          onChange={(target) => onChange(leadTo(body, selected, way, target === ENDS ? null : target))}
        />
      );
    });
}

/** The sentences below a place, by what is left of their own. */
function within(errors: Record<string, string>, place: string): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).flatMap(([at, sentence]) => (at.startsWith(`${place}.`) ? [[at.slice(place.length + 1), sentence]] : [])));
}
