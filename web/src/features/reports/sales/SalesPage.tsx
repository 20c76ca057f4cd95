import { useCallback, type ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { offersBackground } from '@/api/background';
import { SalesFilters } from '../filters/SalesFilters';
import { Overview } from './Overview';
import { OverviewSkeleton } from './OverviewSkeleton';
import { PrintedFilters } from './PrintedFilters';
import { TooLarge } from './TooLarge';
import { useOverview } from './useOverview';
import { useSalesSearch } from './useSalesSearch';
import classes from './sales.module.css';
import './print.css';

/** How sales are going: what was won, what is under way, how often and how fast deals close. */
export default function SalesPage(): ReactNode {
  const { t } = useTranslation('reports');
  const [search, set, clear] = useSalesSearch();
  const query = useOverview(search);
  const { refetch } = query;
  const tryAgain = useCallback(() => void refetch(), [refetch]);
  const made = offersBackground(query.error) ? query.made.data : undefined;
  const shown = made ?? query.data;
  return (
    <Page
      title={t('sales.title')}
      icon={<IconChartBar size={18} stroke={1.6} />}
      actions={
        <Tooltip label={t('print')}>
          <ActionIcon aria-label={t('print')} onClick={() => window.print()} className={classes.print}>
            <IconPrinter size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <div className={classes.page}>
        <SalesFilters search={search} onChange={set} onClear={clear} />
        <PrintedFilters search={search} />
        {offersBackground(query.error) ? (
          <TooLarge error={query.error} made={query.made} onTry={tryAgain} />
        ) : (
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
        )}
        {shown ? <Overview overview={shown} stale={!made && query.isPlaceholderData} /> : !query.error && <OverviewSkeleton />}
      </div>
    </Page>
  );
}
