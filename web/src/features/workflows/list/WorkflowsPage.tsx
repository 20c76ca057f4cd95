import { Alert, Badge, Button, Switch } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useRetryAll, useSwitchWorkflow, useWorkflows } from '../calls';
import type { TriggerType, WorkflowSummary } from '../types';

/** The company's workflows: what starts them, whether they are on, how they are doing. */
export default function WorkflowsPage() {
  const { t } = useTranslation('workflows');
  const workflows = useWorkflows();
  const rows = workflows.data?.pages.flatMap((page) => page.data) ?? [];
  const failed = workflows.data?.pages[0]?.failed ?? 0;
  return (
    <Card
      title={t('title')}
      text={t('text')}
      action={<Button component={Link} to="/workflows/new" leftSection={<IconPlus size={15} />}>{t('new')}</Button>}
      empty={workflows.isSuccess && !rows.length ? { icon: <IconBolt size={32} stroke={1.4} />, title: t('noneTitle'), text: t('none') } : undefined}
    >
      {failed > 0 && <Alert color="red" variant="light" p={12}>{t('failedRuns', { count: failed })}</Alert>}
      <ProblemPanel error={workflows.error} onRetry={() => void workflows.refetch()} />
      {workflows.isPending && <RowsSkeleton rows={3} height={56} />}
      <ul className={settings.rows} style={{ marginTop: 16, marginBottom: -12 }} aria-label={t('title')}>
        {rows.map((one) => (
          <Row key={one.name} workflow={one} />
        ))}
      </ul>
      {workflows.hasNextPage && (
        <div className={settings.foot}>
          <Button variant="default" loading={workflows.isFetchingNextPage} onClick={() => void workflows.fetchNextPage()}>{t('more')}</Button>
        </div>
      )}
    </Card>
  );
}

function Row({ workflow }: { workflow: WorkflowSummary }) {
  const { t, i18n } = useTranslation('workflows');
  const objects = useObjects();
  const format = useFormat();
  const toggle = useSwitchWorkflow();
  const retry = useRetryAll();
  const object = objects.find((one) => one.name === workflow.object);
  const label = (i18n.language.startsWith('zh') ? workflow.label['zh-CN'] : workflow.label.en) || workflow.name;
  return (
    <li className={settings.rowItem}>
      <ObjectIcon object={workflow.object} icon={object?.icon ?? 'bolt'} size={18} />
      <span className={settings.grow}>
        <Link to="/workflows/$name" params={{ name: workflow.name }} style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}>
          {label}
        </Link>{' '}
        {workflow.failed > 0 && <Badge variant="light" color="red">{t('counts.failed', { count: workflow.failed })}</Badge>}
        {workflow.open > 0 && <Badge variant="light" color="yellow" ml={4}>{t('counts.open', { count: workflow.open })}</Badge>}
        {!workflow.answers && <Badge variant="light" color="red" ml={4}>{t('ownerGone')}</Badge>}
        <br />
        <span className={settings.soft}>
          {object?.plural_label ?? workflow.object} · {t(`trigger.types.${workflow.trigger as TriggerType}`)} · {t('runs.steps', { count: workflow.steps })}
          {workflow.last_run_at && <> · {t('lastRun', { when: format.relative(workflow.last_run_at) })}</>}
          {workflow.owner_name && <> · {t('runsAs', { name: workflow.owner_name })}</>}
        </span>
        <ProblemPanel error={toggle.error ?? retry.error} />
      </span>
      {workflow.failed > 0 && <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate(workflow.name)}>{t('retryAll')}</Button>}
      <Switch aria-label={t('activeNamed', { name: label })} checked={workflow.active} disabled={toggle.isPending} onChange={(event) => toggle.mutate({ name: workflow.name, active: event.currentTarget.checked })} />
    </li>
  );
}
