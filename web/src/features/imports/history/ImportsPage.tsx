import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useImports } from '../calls/useImports';
import { ImportRow } from './ImportRow';
import classes from './history.module.css';

/** Imports of the past and those under way. */
export default function ImportsPage(): ReactNode {
  const { t } = useTranslation('imports');
  const query = useImports();
  const mayImport = useObjects().some((object) => object.permissions.import);
  const action = mayImport && (
    <Button component={Link} to="/imports/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('new.title')}
    </Button>
  );
  return (
    <Page flush title={t('title')} icon={<IconFileImport size={18} stroke={1.6} />} actions={query.data?.length ? action : undefined}>
      {query.error ? (
        <div className={classes.pad}>
          <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : !query.data ? (
        <RowsSkeleton rows={6} height={56} />
      ) : query.data.length === 0 ? (
        <EmptyState icon={<IconFileImport size={24} stroke={1.6} />} title={t('history.emptyTitle')} actions={action}>
          {t('history.emptyText')}
        </EmptyState>
      ) : (
        <ul className={classes.rows}>
          {query.data.map((one) => (
            <ImportRow key={one.id} state={one} />
          ))}
        </ul>
      )}
    </Page>
  );
}
