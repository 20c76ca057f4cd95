import { useState } from 'react';
import { ActionIcon, Alert, Button, JsonInput } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Lookup, ObjectMeta } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useTest } from '../calls';
import { StepList } from '../runs/RunPanel';
import type { Body, StepRead, Tested } from '../types';
import classes from './Editor.module.css';

/** Tries the workflow as it stands, saved or not, on a record; nothing of it remains. */
export function TestPanel({ name, object, body, node, onResult, onClose }: { name: string; object: ObjectMeta; body: Body; node: string | null; onResult: (steps: StepRead[] | undefined) => void; onClose: () => void }) {
  const { t } = useTranslation(['workflows', 'common']);
  const [record, setRecord] = useState<Lookup | null>(null);
  const [sent, setSent] = useState('{}');
  const test = useTest(name);
  const isHook = body.trigger.type === 'webhook';
  const sends = isHook || body.trigger.type === 'form_submitted';
  const run = () =>
    test.mutate(
      { object: object.name, record_id: record?.id ?? null, body, sent: sends ? read(sent) : {} },
      { onSuccess: (tested: Tested) => onResult(tested.runs.flatMap((one) => one.steps)), onError: () => onResult(undefined) },
    );
  const failed = test.data?.runs.find((one) => one.error);
  const steps = test.data?.runs.flatMap((one) => one.steps) ?? [];
  return (
    <aside className={classes.side} aria-label={t('test.title')}>
      <div className={classes.sideHead}>
        <span style={{ flex: 1 }}>{t('test.title')}</span>
        <ActionIcon aria-label={t('common:close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sideBody}>
        <p className={classes.soft}>{t('test.text')}</p>
        {(!isHook || body.trigger.match_field) && <LookupInput target={object.name} label={t('test.record', { object: object.label })} value={record} onChange={setRecord} />}
        {sends && <JsonInput label={t('test.sent')} autosize minRows={4} value={sent} onChange={setSent} />}
        <div>
          <Button leftSection={<IconPlayerPlay size={15} />} disabled={!isHook && !record} loading={test.isPending} onClick={run}>{t('test.run')}</Button>
        </div>
        <ProblemPanel error={test.error} />
        {test.data && !test.data.enters && <Alert color="yellow" variant="light">{t('test.entersNot')}</Alert>}
        {test.data && (
          <Alert color={failed ? 'red' : 'green'} variant="light">
            {failed?.error ? failed.error.detail : t('test.good', { count: steps.length })}
          </Alert>
        )}
        <StepList steps={node ? steps.filter((step) => step.node === node) : steps} body={body} />
      </div>
    </aside>
  );
}

function read(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
