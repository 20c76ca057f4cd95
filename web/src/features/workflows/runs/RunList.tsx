import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useRuns, type RunsOf } from '../calls';
import type { RunState } from '../types';
import classes from '../editor/Editor.module.css';

export const STATE_COLORS: Record<RunState, string> = { ready: 'blue', waiting: 'yellow', held: 'gray', failed: 'red', succeeded: 'green', cancelled: 'gray' };

/** The latest runs; one can be chosen. */
export function RunList({ of, chosen, onChoose }: { of: RunsOf; chosen: string | null; onChoose: (id: string) => void }) {
  const { t } = useTranslation('workflows');
  const format = useFormat();
  const runs = useRuns(of);
  const rows = runs.data?.pages.flatMap((page) => page.data) ?? [];
  const isNarrowed = Boolean(of.state || of.record);
  return (
    <div>
      <ProblemPanel error={runs.error} onRetry={() => void runs.refetch()} />
      {runs.isPending && <RowsSkeleton rows={4} height={40} />}
      {runs.isSuccess && !rows.length && <p className={classes.soft}>{t(isNarrowed ? 'runs.noneSuch' : 'runs.none')}</p>}
      <ul className={classes.runs}>
        {rows.map((run) => (
          <li key={run.id}>
            <button type="button" className={classes.run} aria-pressed={chosen === run.id} onClick={() => onChoose(run.id)}>
              <Badge variant="light" color={STATE_COLORS[run.state]} style={{ flex: 'none' }}>{t(`runs.states.${run.state}`)}</Badge>
              <span className={classes.about}>
                <span className="truncate">{run.record_name ?? t('runs.steps', { count: run.steps })}</span>
                {run.error ? <span className={`truncate ${classes.soft}`}>{run.error.detail}</span> : run.record_name && <span className={classes.soft}>{t('runs.steps', { count: run.steps })}</span>}
              </span>
              <span className={classes.soft} style={{ flex: 'none' }}>{format.relative(run.created_at)}</span>
            </button>
          </li>
        ))}
      </ul>
      {runs.hasNextPage && <Button mt={8} size="compact-sm" variant="default" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>{t('more')}</Button>}
    </div>
  );
}
