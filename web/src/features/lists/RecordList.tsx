import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button, Drawer, Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useCard } from '@/api/layouts';
import { isProblem } from '@/api/problem';
import { useRecords } from '@/api/records';
import { useUpdateRecord } from '@/api/recordWrites';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useSentence } from '@/ui/useSentence';
import { BulkBar } from './bulk/BulkBar';
import { ExportMenu } from './bulk/ExportMenu';
import { RecordCards } from './cards/RecordCards';
import { ColumnPicker } from './columns/ColumnPicker';
import { IndexAdvice } from './IndexAdvice';
import { ListEmpty } from './ListEmpty';
import { PeekPanel } from './peek/PeekPanel';
import { RecordTable } from './table/RecordTable';
import { useSelection } from './table/useSelection';
import { Toolbar } from './Toolbar';
import type { ListState } from './useListState';
import classes from './Lists.module.css';

export function RecordList({ state, phone }: { state: ListState; phone: boolean }) {
  const { t } = useTranslation('lists');
  const { object, filter, sort, q, columns } = state;
  const card = useCard(object);
  // What somebody chose to see of a list goes before what its layout proposes.
  const onCards = card && !state.view && state.search.cols === undefined ? [object.title_field, ...card] : columns;
  const navigate = useNavigate();
  const sentence = useSentence();
  const selection = useSelection();
  const [selecting, setSelecting] = useState(false);
  const narrow = useMediaQuery('(max-width: 1100px)', false, { getInitialValueInEffect: false });
  const update = useUpdateRecord(object.name);
  const list = useRecords(object.name, { filter, sort, q });
  const records = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data]);
  const count = list.data?.pages[0]?.count;
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isError } = list;
  const more = useCallback(() => {
    // After a refusal it is the reader who tries again, from the notice.
    if (!isFetchingNextPage && !isError) void fetchNextPage();
  }, [fetchNextPage, isError, isFetchingNextPage]);

  const { refetch } = list;
  const tryAgain = useCallback(() => void refetch(), [refetch]);

  const { clear } = selection;
  useEffect(clear, [clear, filter, q]);

  const peek = (id: string | undefined) => state.set({ peek: id });
  const at = records.findIndex((record) => record.id === state.search.peek);
  const step = at < 0 ? null : (by: 1 | -1) => peek(records[at + by]?.id ?? state.search.peek);
  const panel = state.search.peek && <PeekPanel key={state.search.peek} object={object} id={state.search.peek} onClose={() => peek(undefined)} onStep={step} />;

  return (
    <>
      <Toolbar state={state} error={list.error}>
        {phone ? (
          <Switch size="sm" label={t('table.select')} checked={selecting} onChange={(event) => { setSelecting(event.currentTarget.checked); selection.clear(); }} />
        ) : (
          <ColumnPicker object={object} columns={columns} onChange={state.setColumns} />
        )}
        {object.permissions.export && !phone && <ExportMenu object={object} columns={columns} records={{ filter, q, sort }} />}
      </Toolbar>
      {list.error && (
        <div className={classes.notice}>
          {isProblem(list.error, 'query_too_large') ? (
            <ProblemPanel error={list.error}>
              <IndexAdvice error={list.error} onTry={tryAgain} />
              {sort && (
                <Button size="compact-sm" variant="default" onClick={() => state.setSort('')}>
                  {t('table.latestFirst')}
                </Button>
              )}
            </ProblemPanel>
          ) : (
            <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
          )}
        </div>
      )}
      <div className={classes.frame}>
        <div className={classes.content} aria-busy={list.isFetching}>
          {list.isPending ? (
            <RowsSkeleton rows={16} />
          ) : !records.length && !list.error ? (
            <ListEmpty state={state} />
          ) : phone ? (
            <RecordCards object={object} columns={onCards} records={records} selection={selection} selecting={selecting} hasMore={hasNextPage} onMore={more} />
          ) : (
            <RecordTable
              object={object}
              columns={columns}
              records={records}
              count={count}
              filter={filter}
              q={q}
              sort={sort}
              onSort={state.setSort}
              selection={selection}
              peek={state.search.peek}
              onPeek={(record) => peek(record?.id)}
              onOpen={(record) => void navigate({ to: '/o/$object/$id', params: { object: object.name, id: record.id } })}
              onSave={(record, field, value) =>
                update.mutate(
                  { id: record.id, values: { [field.name]: value }, version: record.version, message: t('table.saved', { field: field.label, name: record.name }) },
                  { onError: (error) => announce({ kind: 'failed', message: sentence(error) }) },
                )
              }
              hasMore={hasNextPage}
              onMore={more}
            />
          )}
        </div>
        {panel && !narrow && panel}
        <BulkBar object={object} selection={selection} filter={filter} q={q} sort={sort} columns={columns} loaded={records.length} count={count} />
      </div>
      {narrow && (
        <Drawer opened={Boolean(panel)} onClose={() => peek(undefined)} withCloseButton={false} size={420} padding={0} aria-label={t('peek.label', { name: object.label })} styles={{ body: { height: '100%', display: 'flex' } }}>
          {panel}
        </Drawer>
      )}
    </>
  );
}
