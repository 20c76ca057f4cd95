import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { WaitingApprovals } from '@/features/approvals';
import { WaitingNotice } from '@/features/support/WaitingNotice';
import { toWallClock } from '@/ui/fields/zoned';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { AddTask } from './AddTask';
import { useMyDay, type MyDay } from './calls';
import { DealList } from './DealList';
import { calledName, greetingAt } from './greeting';
import { MyDaySkeleton } from './MyDaySkeleton';
import { NothingToDo } from './NothingToDo';
import { TaskList } from './TaskList';
import classes from './MyDay.module.css';

/** What a salesperson does next: tasks by day, deals that need care. */
export default function MyDayPage() {
  const { t } = useTranslation('my_day');
  useDocumentTitle(`${t('title')} · Guanxi`);
  const day = useMyDay();
  return (
    <div className={classes.page}>
      <div className={classes.content}>
        <Greeting day={day.data} />
        <WaitingNotice />
        <div className={classes.columns}>
          <div className={classes.tasks}>
            <AddTask />
            <ProblemPanel error={day.error} onRetry={() => void day.refetch()} />
            {day.isPending && <MyDaySkeleton />}
            {day.data && <Waiting day={day.data} />}
            {day.data && <Tasks day={day.data} />}
          </div>
          {day.data && (
            <div className={classes.deals}>
              <DealList kind="closing" deals={day.data.closing_deals} />
              <DealList kind="stale" deals={day.data.stale_deals} />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function Waiting({ day }: { day: MyDay }) {
  const format = useFormat();
  return <WaitingApprovals requests={day.approvals} count={format.count(day.counts.approvals)} />;
}

function Tasks({ day }: { day: MyDay }) {
  if (day.approvals.length && !day.overdue.length && !day.today.length && !day.upcoming.length) return null;
  if (!day.overdue.length && !day.today.length && !day.upcoming.length) return <NothingToDo beginning={!day.closing_deals.length && !day.stale_deals.length} />;
  return (
    <>
      <TaskList kind="overdue" tasks={day.overdue} />
      <TaskList kind="today" tasks={day.today} />
      <TaskList kind="upcoming" tasks={day.upcoming} />
    </>
  );
}

function Greeting({ day }: { day: MyDay | undefined }) {
  const { t } = useTranslation('my_day');
  const { user } = useSession();
  const { context } = useFormat();
  const now = new Date();
  const hour = Number(toWallClock(now.toISOString(), context.timezone).slice(11, 13));
  const date = new Intl.DateTimeFormat(context.language, { timeZone: context.timezone, weekday: 'long', day: 'numeric', month: 'long' }).format(now);
  const parts = day
    ? [
        day.overdue.length ? t('summary.overdue', { count: day.overdue.length }) : null,
        day.approvals.length ? t('summary.approvals', { count: day.counts.approvals.value }) : null,
        day.today.length ? t('summary.today', { count: day.today.length }) : null,
        day.closing_deals.length ? t('summary.closing', { count: day.closing_deals.length }) : null,
      ].filter(Boolean)
    : [];
  return (
    <header className={classes.greeting}>
      <p className={classes.date}>{date}</p>
      <h1 className={classes.hello}>{t(`greeting.${greetingAt(hour)}`, { name: calledName(user.name) })}</h1>
      <p className={classes.summary}>{day ? (parts.length ? t('summary.sentence', { parts: parts.join(t('summary.comma')) }) : t('summary.free')) : '\u00a0'}</p>
    </header>
  );
}
