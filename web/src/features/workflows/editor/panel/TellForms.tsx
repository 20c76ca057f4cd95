import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../types';
import { PersonInput } from './PersonInput';
import type { StepFormProps } from './shared';
import { ExpressionField } from './ExpressionField';
import { TextWithFields } from './TextWithFields';
import classes from '../Editor.module.css';

interface Recipient {
  address?: string;
  person?: Person | null;
}

export function NotifyForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const { settings } = step;
  const to = (settings.to as Person[] | undefined) ?? [];
  const put = (next: Person[]) => onSettings({ ...settings, to: next });
  return (
    <>
      <div>
        <p className={classes.label}>{t('tell.to')}</p>
        <div style={{ display: 'grid', gap: 8 }}>
          {to.map((one, index) => (
            <div key={index} className={classes.row}>
              <div>
                <PersonInput object={object} disabled={disabled} value={one} error={errors[`to[${index}].name`]} onChange={(next) => put(to.map((each, at) => (at === index ? next : each)))} />
              </div>
              {to.length > 1 && !disabled && <Remove onClick={() => put(to.filter((_, at) => at !== index))} />}
            </div>
          ))}
          {!disabled && <Add label={t('tell.add')} onClick={() => put([...to, { kind: 'field', name: 'owner' }])} />}
        </div>
      </div>
      <TextWithFields object={object} label={t('tell.title')} value={String(settings.title ?? '')} error={errors.title} disabled={disabled} onChange={(title) => onSettings({ ...settings, title })} />
      <TextWithFields object={object} label={t('tell.text')} lines={3} value={String(settings.text ?? '')} error={errors.text} disabled={disabled} onChange={(text) => onSettings({ ...settings, text })} />
    </>
  );
}

export function MailForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const { settings } = step;
  const to = (settings.to as Recipient[] | undefined) ?? [];
  const put = (next: Recipient[]) => onSettings({ ...settings, to: next });
  return (
    <>
      <div>
        <p className={classes.label}>{t('tell.to')}</p>
        <div style={{ display: 'grid', gap: 8 }}>
          {to.map((one, index) => {
            const change = (next: Recipient) => put(to.map((each, at) => (at === index ? next : each)));
            return (
              <div key={index} className={classes.group}>
                <div className={classes.row}>
                  <SegmentedControl
                    size="xs"
                    disabled={disabled}
                    data={[{ value: 'address', label: t('tell.address') }, { value: 'person', label: t('tell.person') }]}
                    value={one.person ? 'person' : 'address'}
                    onChange={(next) => change(next === 'person' ? { person: { kind: 'field', name: 'owner' } } : { address: '' })}
                  />
                  {to.length > 1 && !disabled && <Remove onClick={() => put(to.filter((_, at) => at !== index))} />}
                </div>
                {one.person ? (
                  <PersonInput object={object} disabled={disabled} value={one.person} error={errors[`to[${index}].person.name`]} onChange={(person) => change({ person })} />
                ) : (
                  <TextWithFields object={object} label={t('tell.address')} placeholder="{{contact.email}}" value={one.address ?? ''} error={errors[`to[${index}].address`] ?? errors[`to[${index}]`]} disabled={disabled} onChange={(address) => change({ address })} />
                )}
              </div>
            );
          })}
          {!disabled && <Add label={t('tell.add')} onClick={() => put([...to, { address: '' }])} />}
        </div>
      </div>
      <TextWithFields object={object} label={t('tell.subject')} value={String(settings.subject ?? '')} error={errors.subject} disabled={disabled} onChange={(subject) => onSettings({ ...settings, subject })} />
      <TextWithFields object={object} label={t('tell.mail')} lines={6} value={String(settings.text ?? '')} error={errors.text} disabled={disabled} onChange={(text) => onSettings({ ...settings, text })} />
      <TextWithFields object={object} label={t('tell.replyTo')} value={String(settings.reply_to ?? '')} error={errors.reply_to} disabled={disabled} onChange={(reply_to) => onSettings({ ...settings, reply_to })} />
    </>
  );
}

interface Pair {
  name: string;
  expression?: string;
  template?: string;
}

export function CallForm({ step, object, disabled, errors, onSettings }: StepFormProps) {
  const { t } = useTranslation('workflows');
  const { settings } = step;
  const values = (settings.values as Pair[] | undefined) ?? [];
  const put = (next: Pair[]) => onSettings({ ...settings, values: next });
  return (
    <>
      <TextInput label={t('call.url')} type="url" placeholder="https://" disabled={disabled} value={String(settings.url ?? '')} error={errors.url} onChange={(event) => onSettings({ ...settings, url: event.currentTarget.value })} />
      <div>
        <p className={classes.label}>{t('call.values')}</p>
        <div style={{ display: 'grid', gap: 8 }}>
          {values.map((one, index) => (
            <div key={index} className={classes.group}>
              <div className={classes.row}>
                <TextInput label={t('call.name')} disabled={disabled} value={one.name} onChange={(event) => put(values.map((each, at) => (at === index ? { ...each, name: event.currentTarget.value } : each)))} />
                {!disabled && <Remove onClick={() => put(values.filter((_, at) => at !== index))} />}
              </div>
              <ExpressionField
                object={object}
                label={t('values.expression')}
                value={one.expression ?? one.template ?? ''}
                error={errors[`values[${index}].expression`] ?? errors[`values[${index}]`]}
                disabled={disabled}
                onChange={(expression) => put(values.map((each, at) => (at === index ? { name: each.name, expression } : each)))}
              />
            </div>
          ))}
          {!disabled && <Add label={t('call.add')} onClick={() => put([...values, { name: '', expression: '' }])} />}
        </div>
      </div>
    </>
  );
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('workflows');
  return (
    <ActionIcon size={34} aria-label={t('remove')} onClick={onClick}>
      <IconTrash size={15} />
    </ActionIcon>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="default" size="compact-md" justify="start" leftSection={<IconPlus size={14} />} onClick={onClick}>
      {label}
    </Button>
  );
}
