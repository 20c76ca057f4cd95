import { useState } from 'react';
import { Alert, Badge, Button, Group, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { FieldMeta, FieldScalar } from '@/api/types';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { FieldInput } from '@/ui/fields/FieldInput';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useDiscard, useRetry } from '../calls';
import type { OnDuplicate, Submission } from '../types';
import classes from '../designer/Designer.module.css';

const COLORS = { accepted: 'green', refused: 'red', spam: 'yellow', discarded: 'gray' } as const;

/** One thing sent: its values, its consent, what it became; what waits is mended here. */
export function Sent({ submission }: { submission: Submission }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const objects = useObjects();
  const discard = useDiscard();
  const object = objects.find((one) => one.name === submission.object);
  const waits = submission.state === 'refused' || submission.state === 'spam';
  const fieldOf = (name: string) => object?.fields.find((field) => field.name === name);
  return (
    <li className={classes.sent}>
      <div className={classes.sentHead}>
        <Badge variant="light" color={COLORS[submission.state]}>{t(`submissions.states.${submission.state}`)}</Badge>
        <span title={format.dateTime(submission.at)}>{format.relative(submission.at)}</span>
        {submission.record_id && (
          <Link className={classes.became} to="/o/$object/$id" params={{ object: submission.object, id: submission.record_id } as never}>{t(`submissions.outcomes.${(submission.outcome ?? 'created') as 'created'}`)}</Link>
        )}
        {submission.consent && (
          <span className={classes.soft} title={submission.consent.text}>{t(submission.consent.agreed ? 'submissions.agreed' : 'submissions.notAgreed', { version: submission.consent.version })}</span>
        )}
        {submission.state === 'accepted' && !submission.trimmed_at && (
          <span className={classes.forget}>
            <ConfirmInline size="compact-sm" variant="subtle" color="gray" question={t('submissions.forgetQuestion')} confirmLabel={t('submissions.forget')} loading={discard.isPending} onConfirm={() => discard.mutate(submission.id)}>
              {t('submissions.forget')}
            </ConfirmInline>
          </span>
        )}
      </div>
      {submission.error && (
        <Alert color="red" variant="light" mt={10} p={10}>
          {submission.error}
          {submission.errors.map((each) => (
            <div key={`${each.field}${each.code}`}>{each.field ? `${fieldOf(each.field)?.label ?? each.field}: ` : ''}{each.detail}</div>
          ))}
        </Alert>
      )}
      <ProblemPanel error={!waits && discard.error} />
      {submission.trimmed_at ? <p className={classes.soft} style={{ marginTop: 10 }}>{t('submissions.trimmed')}</p> : waits ? <Mending submission={submission} fieldOf={fieldOf} /> : (
        <dl className={classes.values}>
          {Object.entries(submission.sent).map(([name, value]) => (
            <Value key={name} field={fieldOf(name)} name={name} value={value} />
          ))}
        </dl>
      )}
    </li>
  );
}

function Value({ field, name, value }: { field: FieldMeta | undefined; name: string; value: unknown }) {
  const { t } = useTranslation('forms');
  const parts = field && isInParts(field);
  const labelOf = (one: unknown) => field?.options?.find((option) => option.value === one)?.label ?? String(one);
  const shown = Array.isArray(value) ? value.map(labelOf).join(', ') : typeof value === 'boolean' ? t(value ? 'yes' : 'no') : labelOf(value);
  return (
    <>
      <dt>{field?.label ?? name}</dt>
      <dd>{parts ? <Parts value={value} /> : shown}</dd>
    </>
  );
}

/** Of fields whose values are files or records: what strangers see of them, their names. */
const isInParts = (field: FieldMeta): boolean => ['file', 'image', 'lookup'].includes(field.type);

function Parts({ value }: { value: unknown }) {
  const parts = (Array.isArray(value) ? value : [value]) as { id: string; name?: string }[];
  return <>{parts.map(({ name, id }) => name ?? id).join(', ')}</>;
}

function Mending({ submission, fieldOf }: { submission: Submission; fieldOf: (name: string) => FieldMeta | undefined }) {
  const { t } = useTranslation('forms');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [onDuplicate, setOnDuplicate] = useState<OnDuplicate | null>(null);
  const retry = useRetry();
  const discard = useDiscard();
  const names = new Set([...Object.keys(submission.sent), ...submission.errors.flatMap(({ field }) => (field ? [field] : []))]);
  return (
    <div className={classes.stack} style={{ marginTop: 12 }}>
      <div style={{ display: 'grid', gap: 10, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))' }}>
        {[...names].map((name) => {
          const field = fieldOf(name);
          const value = (name in values ? values[name] : submission.sent[name]) as FieldScalar | undefined;
          if (field && field.type !== 'lookup' && isInParts(field)) return <WaitingFiles key={name} label={field.label} value={value} />;
          return field && <FieldInput key={name} field={{ ...field, help: null, required: false, read_only: false }} value={value ?? null} onChange={(next) => setValues({ ...values, [name]: next })} />;
        })}
        <Select label={t('sending.duplicates')} placeholder={t('submissions.asForm')} clearable data={(['create', 'fill', 'replace'] as const).map((value) => ({ value, label: t(`sending.onDuplicate.${value}`) }))} value={onDuplicate} onChange={(next) => setOnDuplicate(next as OnDuplicate | null)} />
      </div>
      <ProblemPanel error={retry.error ?? discard.error} />
      <Group gap={8}>
        <Button loading={retry.isPending} onClick={() => retry.mutate({ id: submission.id, values, ...(onDuplicate ? { on_duplicate: onDuplicate } : {}) })}>{t('submissions.retry')}</Button>
        <Button variant="subtle" color="red" loading={discard.isPending} onClick={() => discard.mutate(submission.id)}>{t('submissions.discard')}</Button>
      </Group>
    </div>
  );
}

/** Files stay out of everybody's reach until what was sent is accepted: only their names are known. */
function WaitingFiles({ label, value }: { label: string; value: unknown }) {
  const { t } = useTranslation('forms');
  return (
    <div>
      <p className={classes.label}>{label}</p>
      <p>{value ? <Parts value={value} /> : '–'}</p>
      <p className={classes.soft}>{t('submissions.filesWait')}</p>
    </div>
  );
}
