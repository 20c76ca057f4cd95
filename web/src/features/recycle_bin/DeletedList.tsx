import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDeletedRecords } from './calls';
import type { ObjectMeta } from '@/api/types';
import { inSentence } from '@/ui/format';
import { EmptyState } from '@/ui/EmptyState';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { RowsSkeleton } from '@/ui/Skeletons';
import { DeletedRow } from './DeletedRow';
import { useRestoring } from './useRestoring';
import classes from './RecycleBin.module.css';

/** The deleted records of one object, latest first; restore one, or choose several. */
export function DeletedList({ meta }: { meta: ObjectMeta }) {
  const { t, i18n } = useTranslation('recycle_bin');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const deleted = useDeletedRecords(meta.name);
  const { restore, progress } = useRestoring(meta.name);
  const records = (deleted.data?.pages ?? []).flatMap((page) => page.data);
  const selected = records.filter(({ id }) => chosen.has(id));
  const mayRestore = meta.permissions.delete;
  const toggle = (id: string) => setChosen((old) => (old.has(id) ? new Set([...old].filter((one) => one !== id)) : new Set([...old, id])));

  if (deleted.isPending) return <RowsSkeleton rows={6} height={56} />;
  if (deleted.isError) return <div className={classes.problem}><ProblemPanel error={deleted.error} onRetry={() => void deleted.refetch()} /></div>;
  if (!records.length) {
    return (
      <EmptyState icon={<IconTrash size={24} stroke={1.6} />} title={t('emptyTitle', { objects: inSentence(meta.plural_label, i18n.language) })}>
        {t('emptyText')}
      </EmptyState>
    );
  }
  return (
    <>
      {mayRestore && (
        <div className={classes.bar}>
          <Checkbox
            label={selected.length ? t('selected', { count: selected.length }) : t('selectAll')}
            checked={selected.length === records.length}
            indeterminate={selected.length > 0 && selected.length < records.length}
            onChange={() => setChosen(selected.length === records.length ? new Set() : new Set(records.map(({ id }) => id)))}
          />
          {selected.length > 0 && (
            <Button size="compact-md" fz="sm" leftSection={<IconArrowBackUp size={16} />} loading={progress !== null} onClick={() => void restore(selected).then(() => setChosen(new Set()))}>
              {t('restoreMany', { count: selected.length })}
            </Button>
          )}
        </div>
      )}
      {progress && progress.total > 3 && (
        <div className={classes.progress}>
          <ProgressBar done={progress.done} total={progress.total} label={t('restoring')} />
        </div>
      )}
      <ul className={classes.rows}>
        {records.map((record) => (
          <DeletedRow
            key={record.id}
            record={record}
            selected={chosen.has(record.id)}
            onSelect={mayRestore ? () => toggle(record.id) : undefined}
            onRestore={mayRestore ? () => void restore([record]) : undefined}
            busy={progress !== null}
          />
        ))}
      </ul>
      {deleted.hasNextPage && (
        <div className={classes.older}>
          <Button variant="subtle" size="compact-sm" loading={deleted.isFetchingNextPage} onClick={() => void deleted.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
