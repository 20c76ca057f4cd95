import { useEffect, useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { linkFieldOf } from '../activity';
import { useTimeline } from '../calls';
import { Composer } from '../composer/Composer';
import { NextSteps } from '../NextSteps';
import { useActivityActions } from '../useActivityActions';
import { ActivityEntry } from './ActivityEntry';
import { ChangeEntry } from './ChangeEntry';
import { DayHeading } from './DayHeading';
import { byDay, keyOf, passes, type TimelineFilter } from './days';
import { TimelineSkeleton } from './TimelineSkeleton';
import classes from './Timeline.module.css';

interface TimelineProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

/** All that happened around a record, newest first, with the composer on top. */
export function Timeline({ meta, record }: TimelineProps) {
  const { t } = useTranslation('activities');
  const activity = useObject('activity');
  const { context } = useFormat();
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const timeline = useTimeline(meta.name, record.id);
  const actions = useActivityActions();
  const composes = activity.permissions.create && linkFieldOf(activity, meta) !== undefined;
  const days = useMemo(() => {
    const items = (timeline.data?.pages ?? []).flatMap((page) => page.data);
    return byDay(items.filter((item) => passes(item, filter)), context.timezone);
  }, [timeline.data, filter, context.timezone]);

  return (
    <div className={classes.timeline}>
      {composes && <Composer key={record.id} object={meta} record={record} />}
      {composes && <NextSteps meta={meta} record={record} actions={actions} />}
      <div className={classes.head}>
        <h2 className={classes.title}>{t('timeline.title')}</h2>
        {composes && (
          <SegmentedControl
            size="xs"
            aria-label={t('timeline.filter')}
            value={filter}
            onChange={(value) => setFilter(value as TimelineFilter)}
            data={(['all', 'activities', 'changes'] as const).map((value) => ({ value, label: t(`timeline.${value}`) }))}
          />
        )}
      </div>
      <ProblemPanel error={timeline.error} onRetry={() => void timeline.refetch()} />
      {timeline.isPending && <TimelineSkeleton />}
      {days.map(({ day, items }) => (
        <section key={day}>
          <DayHeading day={day} />
          <ol className={classes.entries}>
            {items.map((item) =>
              item.kind === 'activity' ? (
                <ActivityEntry key={keyOf(item)} item={item} actions={actions} editable={activity.permissions.update} />
              ) : (
                <ChangeEntry key={keyOf(item)} item={item} meta={meta} record={record} />
              ),
            )}
          </ol>
        </section>
      ))}
      {timeline.isSuccess && !days.length && !timeline.hasNextPage && <p className={classes.empty}>{t('timeline.empty')}</p>}
      {timeline.hasNextPage && <Older onReach={() => void timeline.fetchNextPage()} loading={timeline.isFetchingNextPage} />}
    </div>
  );
}

/** Loads older entries when it comes into view; a button for those who do not scroll. */
function Older({ onReach, loading }: { onReach: () => void; loading: boolean }) {
  const { t } = useTranslation('activities');
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const visible = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (visible && !loading) onReach();
    // Only coming into view counts, not every render in view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [visible, loading]);
  return (
    <div ref={ref} className={classes.older}>
      <Button variant="subtle" size="compact-sm" onClick={onReach} loading={loading}>
        {t('timeline.older')}
      </Button>
    </div>
  );
}
