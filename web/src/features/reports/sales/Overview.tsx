import { IconTargetArrow } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import type { SalesOverview } from '../model/types';
import { AgentChart } from './AgentChart';
import { Kpis } from './Kpis';
import { Omitted } from './Omitted';
import { QuarterChart } from './QuarterChart';
import { RegionChart } from './RegionChart';
import { StageChart } from './StageChart';
import { WinRateCard } from './WinRateCard';
import classes from './sales.module.css';

export function Overview({ overview, stale }: { overview: SalesOverview; stale: boolean }) {
  const { t } = useTranslation('reports');
  const { kpis } = overview;
  const omitted = new Set(overview.omitted);
  if (omitted.has('counts')) return <Omitted overview={overview} />;
  if (!omitted.has('closed') && kpis.closed_count + kpis.open_count === 0) {
    return (
      <EmptyState
        icon={<IconTargetArrow size={24} stroke={1.6} />}
        title={t('sales.emptyTitle')}
        actions={
          <Button component={Link} to="/imports/new" variant="default">
            {t('sales.import')}
          </Button>
        }
      >
        {t('sales.emptyText')}
      </EmptyState>
    );
  }
  return (
    <div className={classes.overview} aria-busy={stale}>
      <Omitted overview={overview} />
      <Kpis overview={overview} />
      <div className={classes.grid}>
        {!omitted.has('quarters') && <QuarterChart rows={overview.won_by_quarter} currency={overview.currency} />}
        {!omitted.has('closed') && <WinRateCard kpis={kpis} lists={overview.lists} cycle={!omitted.has('cycle')} />}
        {!omitted.has('stages') && <StageChart rows={overview.pipeline_by_stage} currency={overview.currency} />}
        {!omitted.has('regions') && <RegionChart rows={overview.won_by_region} currency={overview.currency} />}
        {!omitted.has('agents') && <AgentChart rows={overview.won_by_agent} currency={overview.currency} />}
      </div>
    </div>
  );
}
