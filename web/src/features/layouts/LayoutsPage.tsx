import { ActionIcon, Badge, Button, Group, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconLayout, IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectTabs } from '@/features/rules/ObjectTabs';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { NotFound } from '@/ui/NotFound';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { savingOf, useDeclaredLayouts, useOrderLayouts, useSaveLayout } from './calls';
import { draftOf } from './editor/wire';
import { ownTag } from './editor/useWords';
import type { DefinitionRead } from './types';

const route = getRouteApi('/shell/settings/objects/$object/layouts');

export default function LayoutsPage() {
  const { object } = route.useParams();
  const meta = useMaybeObject(object);
  return (
    <>
      <ObjectTabs object={object} />
      {meta ? <Layouts key={object} meta={meta} /> : <NotFound />}
    </>
  );
}

/** The layouts of an object in the order in which they are tried. */
function Layouts({ meta }: { meta: ObjectMeta }) {
  const { t } = useTranslation('layouts');
  const layouts = useDeclaredLayouts(meta.name);
  const order = useOrderLayouts();
  const rows = layouts.data ?? [];
  return (
    <Card
      title={t('title')}
      text={t('text')}
      action={<Button component={Link} to={`/layouts/${meta.name}/new`} leftSection={<IconPlus size={15} />}>{t('add')}</Button>}
      empty={layouts.isSuccess && !rows.length ? { icon: <IconLayout size={32} stroke={1.4} />, title: t('noneTitle'), text: t('none') } : undefined}
    >
      <ProblemPanel error={layouts.error ?? order.error} onRetry={() => void layouts.refetch()} />
      {layouts.isPending && <RowsSkeleton rows={2} height={56} />}
      <ul className={settings.rows} style={{ marginTop: 16, marginBottom: -12 }} aria-label={t('titleOf', { name: meta.plural_label })}>
        {rows.map((one, at) => (
          <Row key={one.name} layout={one} first={at === 0} last={at === rows.length - 1} moving={order.isPending} onMove={(by) => order.mutate(moved(rows, at, by))} />
        ))}
      </ul>
    </Card>
  );
}

function moved(rows: DefinitionRead[], at: number, by: -1 | 1): DefinitionRead[] {
  const rest = rows.filter((_, place) => place !== at);
  return [...rest.slice(0, at + by), ...rows.slice(at, at + 1), ...rest.slice(at + by)];
}

interface RowProps {
  layout: DefinitionRead;
  first: boolean;
  last: boolean;
  moving: boolean;
  onMove: (by: -1 | 1) => void;
}

function Row({ layout, first, last, moving, onMove }: RowProps) {
  const { t } = useTranslation('layouts');
  const save = useSaveLayout();
  const label = layout.label[ownTag()] || layout.label.en || layout.name;
  const draft = draftOf(layout.body);
  const audience = [...draft.access.map((one) => t(`for.${one as 'admin'}`)), ...draft.roles, ...draft.teams];
  return (
    <li className={settings.rowItem}>
      <span className={settings.grow}>
        <Link to="/layouts/$object/$name" params={{ object: layout.object ?? '', name: layout.name }} style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}>{label}</Link>{' '}
        {layout.problem && <Badge variant="light" color="yellow" title={layout.problem.detail}>{t('problem')}</Badge>}
        <br />
        <span className={settings.soft}>{audience.length ? audience.join(' · ') : t('for.everybody')}{draft.when && ` · ${t('conditionalLayout')}`}</span>
        <ProblemPanel error={save.error} />
      </span>
      <Group gap={4}>
        <ActionIcon aria-label={t('moveUp', { name: label })} disabled={first || moving} onClick={() => onMove(-1)}><IconArrowUp size={16} /></ActionIcon>
        <ActionIcon aria-label={t('moveDown', { name: label })} disabled={last || moving} onClick={() => onMove(1)}><IconArrowDown size={16} /></ActionIcon>
        <Switch aria-label={t('activeNamed', { name: label })} checked={layout.active} disabled={save.isPending} onChange={(event) => save.mutate({ ...savingOf(layout), active: event.currentTarget.checked })} />
      </Group>
    </li>
  );
}
