import { useState } from 'react';
import { ActionIcon, Alert, Badge, Button, Group } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RecordLink } from '@/ui/RecordLink';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useHelpRun, useRun, type Help } from '../calls';
import { stepOf } from '../editor/graph';
import { useStepText } from '../editor/useStepText';
import type { Body, StepRead } from '../types';
import { RunFilter, type Narrowed } from './RunFilter';
import { RunList, STATE_COLORS } from './RunList';
import classes from '../editor/Editor.module.css';

/** The runs of a workflow, and the chosen one: what each step was given and left, what went wrong, how to help. */
export function RunPanel({ workflow, object, chosen, node, onChoose, onClose }: { workflow: string; object: string; chosen: string | null; node: string | null; onChoose: (id: string | null) => void; onClose: () => void }) {
  const { t } = useTranslation(['workflows', 'common']);
  const [narrowed, setNarrowed] = useState<Narrowed>({ state: null, record: null });
  return (
    <aside className={classes.side} aria-label={t('runs.title')}>
      <div className={classes.sideHead}>
        {chosen && (
          <ActionIcon aria-label={t('runs.back')} onClick={() => onChoose(null)}>
            <IconArrowLeft size={16} />
          </ActionIcon>
        )}
        <span style={{ flex: 1 }}>{t('runs.title')}</span>
        <ActionIcon aria-label={t('common:close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.sideBody}>
        {chosen ? (
          <Run id={chosen} node={node} />
        ) : (
          <>
            <RunFilter object={object} value={narrowed} onChange={setNarrowed} />
            <RunList of={{ workflow, state: narrowed.state ?? undefined, record: narrowed.record?.id }} chosen={chosen} onChoose={onChoose} />
          </>
        )}
      </div>
    </aside>
  );
}

function Run({ id, node }: { id: string; node: string | null }) {
  const { t } = useTranslation('workflows');
  const format = useFormat();
  const found = useRun(id);
  const help = useHelpRun();
  if (found.isPending) return <BlockSkeleton lines={5} />;
  if (!found.data) return <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />;
  const { run, steps } = found.data;
  const offered: Help[] = run.state === 'failed' ? ['retry', 'skip', 'cancel'] : ['ready', 'waiting', 'held'].includes(run.state) ? ['cancel'] : [];
  const shown = node ? steps.filter((step) => step.node === node) : steps;
  return (
    <>
      <Group gap={8}>
        <Badge variant="light" color={STATE_COLORS[run.state]}>{t(`runs.states.${run.state}`)}</Badge>
        <span className={classes.soft}>{format.dateTime(run.created_at)}</span>
        <span className={classes.soft}>{t('runs.version', { version: run.version })}</span>
      </Group>
      {run.record_id && <RecordLink object={run.object} id={run.record_id}>{run.record_name ?? t('runs.record')}</RecordLink>}
      {run.due_at && run.state === 'waiting' && <p className={classes.soft}>{t('runs.until', { when: format.dateTime(run.due_at) })}</p>}
      {run.error && (
        <Alert color="red" variant="light">
          {run.error.detail}
          {(run.error.errors ?? []).map((one, index) => (
            <div key={index}>{String(one.detail ?? '')}</div>
          ))}
        </Alert>
      )}
      {offered.length > 0 && (
        <Group gap={8}>
          {offered.map((each) => (
            <Button key={each} size="compact-md" variant={each === 'retry' ? 'filled' : 'default'} loading={help.isPending && help.variables?.help === each} onClick={() => help.mutate({ id, help: each })}>
              {t(`runs.help.${each}`)}
            </Button>
          ))}
        </Group>
      )}
      <ProblemPanel error={help.error} />
      <StepList steps={shown} body={found.data.body as unknown as Body} />
    </>
  );
}

export function StepList({ steps, body }: { steps: StepRead[]; body: Body }) {
  const { t } = useTranslation('workflows');
  const text = useStepText();
  const titleOf = (step: StepRead) => text.title(stepOf(body, step.node) ?? { key: step.node, type: step.type, settings: {}, next: {} });
  return steps.map((step) => (
    <section key={step.number} className={classes.group}>
      <Group gap={8}>
        <Badge variant="light" color={{ done: 'green', waiting: 'yellow', failed: 'red', skipped: 'gray' }[step.state]}>{t(`runs.stepStates.${step.state}`)}</Badge>
        <strong style={{ fontSize: 13 }}>{titleOf(step)}</strong>
      </Group>
      {step.error && (
        <p className={classes.soft} style={{ color: 'var(--mantine-color-error)' }}>
          {step.error.detail} {(step.error.errors ?? []).map((one) => String(one.detail ?? '')).join(' ')}
        </p>
      )}
      {Object.keys(step.input).length > 0 && <Json label={t('runs.input')} value={step.input} />}
      {Object.keys(step.output).length > 0 && <Json label={t('runs.output')} value={step.output} />}
    </section>
  ));
}

function Json({ label, value }: { label: string; value: unknown }) {
  return (
    <div>
      <p className={classes.soft}>{label}</p>
      <pre className={classes.json}>{JSON.stringify(value, null, 2)}</pre>
    </div>
  );
}
