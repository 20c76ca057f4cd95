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
import { useInbox, type InboxState } from '../calls';
import { InboxList } from './InboxList';
import { onceEach } from './selection';
import classes from './Inbox.module.css';

const route = getRouteApi('/shell/approvals');
const STATES: readonly InboxState[] = ['waiting', 'done', 'submitted'];

/** Requests that concern the reader on the left, the open one on the right; on a phone one after the other. */
export default function InboxPage() {
  const { t } = useTranslation('approvals');
  const { state = 'waiting' } = route.useSearch();
  const { id } = useParams({ strict: false }) as { id?: string };
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false }) ?? false;
  const found = useInbox(state);
  const rows = onceEach(found.data?.pages.flatMap((page) => page.data) ?? []);
  const waiting = found.data?.pages[0]?.waiting ?? 0;
  const [told, setTold] = useState('');
  if (phone && id) return <Outlet />;
  return (
    <Page
      flush
      title={t('title')}
      icon={<IconRubberStamp size={20} stroke={1.6} />}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('inbox.show')}
          value={state}
          onChange={(next) => void navigate({ to: '/approvals', search: next === 'waiting' ? {} : { state: next as 'done' } })}
          data={STATES.map((value) => ({ value, label: value === 'waiting' && waiting ? t('inbox.waitingCount', { count: waiting }) : t(`inbox.${value}`) }))}
        />
      }
    >
      <div className={classes.frame}>
        <div className={classes.list}>
          <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
          {found.isPending && <RowsSkeleton rows={5} height={64} />}
          {found.isSuccess && !rows.length && <EmptyState icon={<IconRubberStamp size={24} stroke={1.6} />} title={t(`inbox.empty.${state}`)}>{t(`inbox.emptyText.${state}`)}</EmptyState>}
          {rows.length > 0 && <InboxList key={state} state={state} rows={rows} open={id ?? null} onTold={setTold} />}
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
