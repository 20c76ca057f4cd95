import { Badge, Button, Switch } from '@mantine/core';
import { IconPlus, IconRubberStamp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useMaybeObject } from '@/api/objects';
import { textIn } from '@/features/rules/texts';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useSentence } from '@/ui/useSentence';
import { useProcesses, useSaveProcess, type Process } from './calls';
import { useProcessText } from './useProcessText';
import classes from './Designer.module.css';

/** The company's approval processes, by the kind of record that they are about. */
export default function ProcessesPage() {
  const { t } = useTranslation('approvals');
  const found = useProcesses();
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const objects = [...new Set(rows.map((one) => one.object))];
  return (
    <>
      <Card
        title={t('processes.title')}
        text={t('processes.text')}
        action={<Button component={Link} to="/approval-processes/new" leftSection={<IconPlus size={15} />}>{t('processes.new')}</Button>}
        empty={found.isSuccess && !rows.length ? { icon: <IconRubberStamp size={32} stroke={1.4} />, title: t('processes.noneTitle'), text: t('processes.none') } : undefined}
      >
        <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
        {found.isPending && <RowsSkeleton rows={3} height={56} />}
      </Card>
      {objects.map((object) => (
        <OfObject key={object} object={object} processes={rows.filter((one) => one.object === object)} />
      ))}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('more')}</Button>
      )}
    </>
  );
}

function OfObject({ object, processes }: { object: string; processes: Process[] }) {
  const meta = useMaybeObject(object);
  const label = meta?.plural_label ?? object;
  return (
    <section className={settings.card} aria-label={label}>
      <h2 className={classes.objectHead}>
        <ObjectIcon object={object} icon={meta?.icon ?? 'folder'} size={17} /> {label}
      </h2>
      <ul className={settings.rows} style={{ marginBottom: -12 }}>
        {processes.map((one) => (
          <Row key={one.name} process={one} />
        ))}
      </ul>
    </section>
  );
}

function Row({ process }: { process: Process }) {
  const { t, i18n } = useTranslation('approvals');
  const sentence = useSentence();
  const save = useSaveProcess();
  const meta = useMaybeObject(process.object);
  const words = useProcessText(meta ?? undefined);
  const name = textIn(process.label, i18n.language) || process.name;
  const turn = (active: boolean) => {
    const { label, object, position, body, version } = process;
    save.mutate(
      { name: process.name, label, object, position, body, version, active },
      {
        onSuccess: ({ changeSetId }) => announce({ kind: 'done', message: t(active ? 'processes.turnedOn' : 'processes.turnedOff', { name }), changeSetId }),
        onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
      },
    );
  };
  return (
    <li className={settings.rowItem}>
      <span className={settings.grow}>
        <Link to="/approval-processes/$name" params={{ name: process.name }} className={classes.processName}>
          {name}
        </Link>{' '}
        {process.problem && <Badge variant="light" color="red">{t('processes.problem', { detail: process.problem.detail })}</Badge>}
        <span className={classes.processSteps}>{words.summary(process.body)}</span>
      </span>
      <Switch aria-label={t('processes.activeNamed', { name })} checked={process.active} disabled={save.isPending} onChange={(event) => turn(event.currentTarget.checked)} />
    </li>
  );
}
