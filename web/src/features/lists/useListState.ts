/**
 * What the list shows: the view, with the address's own parts on top of it. Setting any part changes the address only.
 */
import { useCallback, useMemo } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useObject } from '@/api/objects';
import { useMyQueues } from '@/features/organisation';
import { fieldOf } from '@/api/objects';
import type { FieldMeta, ObjectMeta, SavedView, ViewKind } from '@/api/types';
import { groupableFields } from './groups';
import type { ListSearch } from './search';
import { builtinViews, type BuiltinView } from './views/builtin';
import { useViews } from './views/calls';

/** In the address these say "none, although the view has one". */
const ANY = 'true';
const UNSORTED = 'none';

export interface ListState {
  object: ObjectMeta;
  search: ListSearch;
  viewId: string;
  builtin: BuiltinView[];
  saved: SavedView[];
  view: SavedView | null;
  kind: ViewKind;
  filter: string;
  sort: string;
  q: string;
  columns: string[];
  pipeline: string | undefined;
  /** Field whose values are the columns of the board. */
  groupBy: FieldMeta | undefined;
  /** Something differs from the view as it was saved. */
  changed: boolean;
  set: (change: Partial<ListSearch>, options?: { replace?: boolean }) => void;
  setFilter: (filter: string) => void;
  setSort: (sort: string) => void;
  setColumns: (columns: string[]) => void;
  setGroupBy: (field: string) => void;
  openView: (id: string) => void;
  reset: () => void;
}

export function useListState(name: string): ListState {
  const object = useObject(name);
  const search = useSearch({ from: '/shell/o/$object' });
  const navigate = useNavigate();
  const saved = useViews(name);
  const queues = useMyQueues().data;
  const builtin = useMemo(() => builtinViews(object, queues?.flatMap((queue) => queue.user_id ?? [])), [object, queues]);

  const viewId = search.v ?? 'all';
  const view = saved.find((one) => one.id === viewId) ?? null;
  const preset = builtin.find((one) => one.id === viewId) ?? builtin[0];
  const base = useMemo(
    () => ({
      filter: (view ? view.filter : preset?.filter) ?? '',
      sort: (view ? view.sort : preset?.sort) ?? '',
      columns: view?.columns?.length ? view.columns : object.layouts.list,
    }),
    [object, preset, view],
  );

  const set = useCallback(
    (change: Partial<ListSearch>, options: { replace?: boolean } = {}) =>
      void navigate({
        to: '/o/$object',
        params: { object: name },
        search: (old) => tidy({ ...(old as ListSearch), ...change }),
        replace: options.replace ?? true,
      }),
    [name, navigate],
  );

  const filter = search.filter === undefined ? base.filter : search.filter === ANY ? '' : search.filter;
  const sort = search.sort === undefined ? base.sort : search.sort === UNSORTED ? '' : search.sort;
  const columns = useMemo(() => {
    const known = (search.cols?.split(',') ?? base.columns).filter((column) => fieldOf(object, column) !== undefined);
    const title = object.title_field;
    return [title, ...known.filter((column) => column !== title)];
  }, [base.columns, object, search.cols]);

  const ofView = usableGroup(object, view?.group_by) ?? usableGroup(object, object.layouts.board?.group_by);
  const known = (key: string | null | undefined) => object.pipelines.find((one) => one.key === key);

  return {
    object,
    search,
    viewId: view ? view.id : (preset?.id ?? 'all'),
    builtin,
    saved,
    view,
    kind: object.layouts.board ? (search.view ?? view?.kind ?? 'list') : 'list',
    filter,
    sort,
    q: search.q ?? '',
    columns,
    // An address or a view may name a pipeline that has been removed since.
    pipeline: (known(search.pipeline) ?? known(view?.pipeline) ?? object.pipelines[0])?.key,
    groupBy: usableGroup(object, search.group) ?? ofView,
    changed: search.filter !== undefined || search.sort !== undefined || search.cols !== undefined || search.group !== undefined,
    set,
    setFilter: (next) => set({ filter: next === base.filter ? undefined : next || ANY }),
    setSort: (next) => set({ sort: next === base.sort ? undefined : next || UNSORTED }),
    setColumns: (next) => set({ cols: next.join(',') === base.columns.join(',') ? undefined : next.join(',') }),
    setGroupBy: (next) => set({ group: next === ofView?.name ? undefined : next }),
    openView: (id) => {
      const kind = saved.find((one) => one.id === id)?.kind ?? search.view;
      void navigate({ to: '/o/$object', params: { object: name }, search: tidy({ v: id === 'all' ? undefined : id, view: kind === 'list' ? undefined : kind }) });
    },
    reset: () => set({ filter: undefined, sort: undefined, cols: undefined, group: undefined }),
  };
}

/** An address or a view may name a field that has been deleted since. */
function usableGroup(object: ObjectMeta, name: string | null | undefined): FieldMeta | undefined {
  return groupableFields(object).find((field) => field.name === name);
}

function tidy(search: ListSearch): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as ListSearch;
}
