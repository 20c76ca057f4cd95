import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconRubberStamp } from '@tabler/icons-react';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { usePermission } from '@/api/session';
import { useInbox, useOpenApprovals } from '../calls';
import type { InboxSearch } from '../routes';
import { InboxList } from './InboxList';
import { OverviewBar } from './OverviewBar';
import { onceEach } from './selection';
import classes from './Inbox.module.css';

const route = getRouteApi('/shell/approvals');
type Shown = NonNullable<InboxSearch['state']>;
const STATES: readonly Shown[] = ['waiting', 'done', 'submitted', 'open'];

/** Requests that concern the reader on the left, the open one on the right; on a phone one after the other. */
export default function InboxPage() {
  const { t } = useTranslation('approvals');
  const { state: wanted = 'waiting', ...filters } = route.useSearch();
  const manages = usePermission('company.manage');
  const state = wanted === 'open' && !manages ? 'waiting' : wanted;
  const isFiltered = Boolean(filters.process || filters.approver || filters.overdue);
  const { id } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false }) ?? false;
  const own = useInbox(state === 'open' ? 'waiting' : state, state !== 'open');
  const everybody = useOpenApprovals(filters, state === 'open');
  const found = state === 'open' ? everybody : own;
  const rows = onceEach(found.data?.pages.flatMap((page) => page.data) ?? []);
  const waiting = found.data?.pages[0]?.waiting ?? 0;
  const [told, setTold] = useState('');
  if (phone && id) return <Outlet />;
  const tabs = (
    <SegmentedControl
      size="xs"
      fullWidth={phone}
      aria-label={t('inbox.show')}
      value={state}
      onChange={(next) => void navigate({ to: '/approvals', search: next === 'waiting' ? {} : { state: next as 'done' } })}
      data={STATES.filter((value) => value !== 'open' || manages).map((value) => ({ value, label: value === 'waiting' && waiting ? t('inbox.waitingCount', { count: waiting }) : t(`inbox.${value}`) }))}
    />
  );
  return (
    <Page
      flush
      title={t('title')}
      icon={<IconRubberStamp size={20} stroke={1.6} />}
      aside={phone ? undefined : tabs}
    >
      <div className={classes.frame}>
        <div className={classes.list}>
          {phone && <div className={classes.tabs}>{tabs}</div>}
          {state === 'open' && <OverviewBar filters={filters} />}
          <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
          {found.isPending && <RowsSkeleton rows={5} height={64} />}
          {found.isSuccess && !rows.length && <EmptyState icon={<IconRubberStamp size={24} stroke={1.6} />} title={isFiltered ? t('overview.none') : t(`inbox.empty.${state}`)}>{isFiltered ? '' : t(`inbox.emptyText.${state}`)}</EmptyState>}
          {rows.length > 0 && <InboxList key={state} state={state} approver={filters.approver ? { id: filters.approver, name: filters.person ?? '' } : null} rows={rows} open={id ?? null} onTold={setTold} />}
          {found.hasNextPage && (
            <div className={classes.more}>
              <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('more')}</Button>
            </div>
          )}
        </div>
        {!phone && <div className={classes.pane}>{id ? <Outlet /> : <p className={classes.choose}>{rows.length ? t('inbox.choose') : ''}</p>}</div>}
      </div>
      <p className="visually-hidden" role="status" aria-live="polite">{told}</p>
    </Page>
  );
}
