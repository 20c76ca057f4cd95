import { Alert, Button } from '@mantine/core';
import { IconEyeOff, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '@/api/types';
import { EmptyState } from '@/ui/EmptyState';
import classes from './Views.module.css';

export const isClosed = (view: SavedView | null) => Boolean(view?.unavailable?.includes('filter'));

/** In place of the records of a view that filters by what the reader may not see. */
export function ClosedView({ view, onOther }: { view: SavedView; onOther: () => void }) {
  const { t } = useTranslation('lists');
  const actions = (
    <Button variant="default" onClick={onOther}>
      {t('views.showAll')}
    </Button>
  );
  return (
    <EmptyState icon={<IconLock size={24} stroke={1.6} />} title={t('views.closedTitle', { name: view.name })} actions={actions}>
      {t('views.closedText')}
    </EmptyState>
  );
}

/** Says which parts of the open view were left out. */
export function ViewLimits({ view }: { view: SavedView | null }) {
  const { t } = useTranslation('lists');
  const all = view?.unavailable ?? [];
  if (!all.length) return null;
  const parts = all.filter((part) => part !== 'group_by');
  return (
    <Alert className={classes.limits} color="gray" variant="light" role="status" icon={<IconEyeOff size={16} stroke={1.6} />}>
      {t(!parts.length ? 'views.withoutGroups' : parts.length > 1 ? 'views.withoutColumnsAndSort' : parts[0] === 'sort' ? 'views.withoutSort' : 'views.withoutColumns')}
    </Alert>
  );
}
