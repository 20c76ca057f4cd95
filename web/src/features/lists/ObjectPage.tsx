import { lazy, Suspense } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutKanban, IconPlus, IconTable } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { NotFound } from '@/ui/NotFound';
import { openPanel } from '@/routing/panels';
import { inSentence } from '@/ui/format';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/Skeletons';
import { RecordList } from './RecordList';
import { useListState, type ListState } from './useListState';
import { ClosedView, isClosed } from './views/ViewLimits';
import { ViewTabs } from './views/ViewTabs';

const Board = lazy(() => import('../boards/Board'));

/** All records of one object, as a list or a board. */
export default function ObjectPage() {
  const { object } = useParams({ from: '/shell/o/$object' });
  const meta = useMaybeObject(object);
  return meta ? <KnownObject key={object} name={object} /> : <NotFound />;
}

function KnownObject({ name }: { name: string }) {
  const { t, i18n } = useTranslation('lists');
  const state = useListState(name);
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const { object } = state;
  return (
    <Page
      flush
      title={object.plural_label}
      icon={<ObjectIcon object={object.name} icon={object.icon} size={20} />}
      aside={!phone && <ViewTabs state={state} />}
      actions={
        <>
          {object.layouts.board && <KindSwitch state={state} />}
          {object.permissions.create && (
            <Button size="compact-md" fz="sm" px={10} leftSection={<IconPlus size={15} />} onClick={() => openPanel({ name: 'create', object: name })}>
              {phone ? object.label : t('page.new', { name: inSentence(object.label, i18n.language) })}
            </Button>
          )}
        </>
      }
    >
      {phone && <ViewTabs state={state} />}
      {state.view && isClosed(state.view) ? (
        <ClosedView view={state.view} onOther={() => state.openView('all')} />
      ) : state.kind === 'board' ? (
        <Suspense fallback={<RowsSkeleton />}>
          <Board state={state} />
        </Suspense>
      ) : (
        <RecordList state={state} phone={phone ?? false} />
      )}
    </Page>
  );
}

function KindSwitch({ state }: { state: ListState }) {
  const { t } = useTranslation('lists');
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('page.kind')}
      value={state.kind}
      onChange={(kind) => state.set({ view: kind as 'list' | 'board' }, { replace: false })}
      data={[
        { value: 'list', label: <Kind icon={<IconTable size={14} stroke={1.7} aria-hidden />} text={t('page.list')} /> },
        { value: 'board', label: <Kind icon={<IconLayoutKanban size={14} stroke={1.7} aria-hidden />} text={t('page.board')} /> },
      ]}
    />
  );
}

function Kind({ icon, text }: { icon: React.ReactNode; text: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, height: 18 }}>
      {icon}
      {text}
    </span>
  );
}
