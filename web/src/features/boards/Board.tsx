import { useCallback, useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { closestCenter, DndContext, DragOverlay, MeasuringStrategy, pointerWithin, type CollisionDetection, type DragEndEvent } from '@dnd-kit/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useBoard, useMoreOfColumn } from '@/api/boards';
import { useCarded } from '@/api/layouts';
import type { BoardColumn as BoardColumnData, CrmRecord } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { useSentence } from '@/ui/useSentence';
import { namedColumn, valueIn } from '../lists/groups';
import { blockedBy, type Blocked } from '../stages/blocked';
import { BlockedMove } from '../stages/BlockedMove';
import { IndexAdvice } from '../lists/IndexAdvice';
import { PeekPanel } from '../lists/peek/PeekPanel';
import { Toolbar } from '../lists/Toolbar';
import type { ListState } from '../lists/useListState';
import { CardContent } from './BoardCard';
import { BoardColumn } from './BoardColumn';
import { BoardSkeleton } from './BoardSkeleton';
import { GroupSelect } from './GroupSelect';
import { useMove, type Move } from './move';
import { useBoardSensors } from './sensors';
import { useBoardSpeech } from './useAnnouncements';
import classes from './Boards.module.css';

const FIRST_CARDS = 25;
/** What moved last is on top, so that a card that was just put down stays where it was put. */
const CARD_SORT = '-updated_at';

/** The board scrolls under a carried card: columns are measured as they move, or the card falls into the wrong one. */
const MEASURING = { droppable: { strategy: MeasuringStrategy.Always } };
/** Slow enough to stop at a column that is as wide as the phone. */
const AUTO_SCROLL = { acceleration: 4, threshold: { x: 0.14, y: 0.14 } };

/** The column under the pointer; for the keyboard, whose pointer is a card's corner, the nearest one. */
const columnUnder: CollisionDetection = (args) => {
  const within = pointerWithin(args);
  return within.length ? within : closestCenter(args);
};

/** Records in columns by stage. Carry a card to another column to change it. */
export default function Board({ state }: { state: ListState }) {
  const { t } = useTranslation('boards');
  const sentence = useSentence();
  const { filter, q, pipeline } = state;
  const object = useCarded(state.object);
  const group = state.groupBy;
  const groupBy = group?.name ?? object.layouts.board?.group_by ?? 'stage';
  const sum = object.layouts.board?.sum ?? null;
  const params = { group_by: groupBy, pipeline, filter, q, sort: CARD_SORT, limit: FIRST_CARDS };
  const board = useBoard(object.name, params);
  const more = useMoreOfColumn(object.name, params);
  const words = useMemo(() => ({ yes: t('column.yes'), no: t('column.no'), none: t('column.none') }), [t]);
  const columns = useMemo(() => (board.data?.columns ?? []).map((column) => namedColumn(column, words)), [board.data, words]);
  const [carried, setCarried] = useState<CrmRecord | null>(null);
  const sensors = useBoardSensors();
  const speech = useBoardSpeech(columns);
  const [blocked, setBlocked] = useState<{ move: Move; by: Blocked } | null>(null);
  const move = useMove(object.name, params, groupBy, sum, (error, refused) => {
    const by = blockedBy(error, object, { ...refused.more, [groupBy]: refused.shown });
    if (by) setBlocked({ move: refused, by });
    else announce({ kind: 'failed', message: sentence(error) });
  });

  const navigate = useNavigate();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const { set } = state;
  const { refetch } = board;
  const tryAgain = useCallback(() => void refetch(), [refetch]);
  const onPeek = useCallback(
    (record: CrmRecord) =>
      narrow ? void navigate({ to: '/o/$object/$id', params: { object: object.name, id: record.id } }) : set({ peek: record.id }),
    [narrow, navigate, object.name, set],
  );

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    const data = active.data.current as { record: CrmRecord; column: BoardColumnData['value'] } | undefined;
    const target = over?.data.current as { value: BoardColumnData['value'] } | undefined;
    if (!data || !target || data.column === target.value) return;
    setBlocked(null);
    const label = columns.find((column) => column.value === target.value)?.label ?? '';
    const shown = group ? valueIn({ value: target.value, label }, group) : target.value;
    move.mutate({ record: data.record, from: data.column, to: target.value, shown, message: t('moved', { name: data.record.name, column: label }) });
  };

  return (
    <>
      <Toolbar state={state} error={board.error}>
        <GroupSelect state={state} />
        {object.pipelines.length > 1 && group?.type === 'stage' && (
          <Select
            size="xs"
            w={150}
            aria-label={t('pipeline')}
            styles={{ input: { height: 28, minHeight: 28 } }}
            data={object.pipelines.map(({ key, label }) => ({ value: key, label }))}
            value={pipeline ?? null}
            allowDeselect={false}
            onChange={(next) => state.set({ pipeline: next ?? undefined })}
          />
        )}
      </Toolbar>
      {blocked && (
        <SidePanel title={blocked.move.record.name} onClose={() => setBlocked(null)}>
          <div style={{ padding: '0 20px 20px' }}>
            <BlockedMove
            key={JSON.stringify(blocked.by)}
            blocked={blocked.by}
            record={blocked.move.record}
            stage={columns.find((column) => column.value === blocked.move.to)?.label ?? ''}
            moving={move.isPending}
            onMove={(more) => move.mutate({ ...blocked.move, more }, { onSuccess: () => setBlocked(null) })}
            onClose={() => setBlocked(null)}
          />
          </div>
        </SidePanel>
      )}
      {board.error && <div className={classes.notice}><ProblemPanel error={board.error} onRetry={tryAgain}><IndexAdvice error={board.error} onTry={tryAgain} /></ProblemPanel></div>}
      <DndContext
        sensors={sensors}
        collisionDetection={columnUnder}
        accessibility={speech}
        measuring={MEASURING}
        autoScroll={AUTO_SCROLL}
        onDragStart={({ active }) => setCarried((active.data.current?.record as CrmRecord | undefined) ?? null)}
        onDragCancel={() => setCarried(null)}
        onDragEnd={onDragEnd}
      >
        <div className={classes.frame}>
          <div className={classes.board} data-carrying={carried ? true : undefined}>
            {board.isPending ? (
              <BoardSkeleton />
            ) : (
              columns.map((column) => (
                <BoardColumn
                  key={String(column.value)}
                  object={object}
                  column={column}
                  peek={state.search.peek}
                  onPeek={onPeek}
                  loadingMore={more.isPending && more.variables.value === column.value}
                  onMore={() => more.mutate(column)}
                />
              ))
            )}
          </div>
          {state.search.peek && !narrow && <PeekPanel key={state.search.peek} object={object} id={state.search.peek} onClose={() => set({ peek: undefined })} onStep={null} />}
        </div>
        <DragOverlay dropAnimation={null}>
          {carried && (
            <div className={classes.card} data-lifted>
              <CardContent object={object} record={carried} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
    </>
  );
}
