import { Button } from '@mantine/core';
import { IconLayoutKanban, IconLock, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { ListState } from '../useListState';
import { useSaveView } from './calls';
import { SaveView } from './SaveView';
import { isClosed } from './ViewLimits';
import { ViewMenu } from './ViewMenu';
import classes from './Views.module.css';

/** The object's views as tabs; what was changed can be kept or dropped. */
export function ViewTabs({ state }: { state: ListState }) {
  const { t } = useTranslation('lists');
  const save = useSaveView(state.object.name);
  const admin = useSession().user.role === 'admin';
  const mayChange = admin || state.view?.mine !== false;
  const draft = {
    object: state.object.name,
    kind: state.kind,
    filter: state.filter,
    sort: state.sort,
    columns: state.columns,
    pipeline: state.pipeline ?? null,
    group_by: state.groupBy?.name ?? null,
  };
  return (
    <div className={classes.row}>
      <nav className={classes.tabs} aria-label={t('views.label')}>
        {state.builtin.map((view) => (
          <Tab key={view.id} active={state.viewId === view.id} onOpen={() => state.openView(view.id)}>
            {t(`views.${view.id}`, { name: state.object.plural_label })}
          </Tab>
        ))}
        {state.saved.map((view) => (
          <Tab key={view.id} active={state.viewId === view.id} closed={isClosed(view) ? t('views.closedText') : undefined} onOpen={() => state.openView(view.id)}>
            {isClosed(view) ? <IconLock size={14} stroke={1.6} aria-hidden /> : view.kind === 'board' ? <IconLayoutKanban size={14} stroke={1.6} aria-hidden /> : <IconTable size={14} stroke={1.6} aria-hidden />}
            <span className="truncate">{view.name}</span>
          </Tab>
        ))}
      </nav>
      {state.view && mayChange && <ViewMenu key={state.view.id} view={state.view} onGone={() => state.openView('all')} />}
      {state.changed && (
        <span className={classes.changes}>
          {state.view && mayChange && (
            <Button
              variant="light"
              size="compact-sm"
              loading={save.isPending}
              onClick={() => save.mutate({ id: state.viewId, ...draft }, { onSuccess: state.reset })}
            >
              {t('views.saveChanges')}
            </Button>
          )}
          <SaveView
            onSave={(name, shared) => save.mutateAsync({ ...draft, name, shared }).then((view) => state.openView(view.id))}
            light={!state.view}
          />
          <Button variant="subtle" color="gray" size="compact-sm" onClick={state.reset}>
            {t('views.reset')}
          </Button>
        </span>
      )}
    </div>
  );
}

interface TabProps {
  active: boolean;
  /** Why the view cannot be used. */
  closed?: string;
  onOpen: () => void;
  children: React.ReactNode;
}

function Tab({ active, closed, onOpen, children }: TabProps) {
  return (
    <button type="button" aria-current={active ? 'true' : undefined} data-closed={closed && true} title={closed} className={classes.tab} onClick={onOpen}>
      {children}
    </button>
  );
}
