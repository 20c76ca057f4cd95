import { ActionIcon, Button } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useMassUpdate, type MassUpdate } from '@/api/recordWrites';
import type { CappedCount, MassUpdateAnswer, ObjectMeta, RecordValues } from '@/api/types';
import { BulkActions } from '@/features/workflows';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import type { Selection } from '../table/useSelection';
import { BulkEdit } from './BulkEdit';
import { ExportMenu } from './ExportMenu';
import classes from './BulkBar.module.css';

export interface BulkBarProps {
  object: ObjectMeta;
  selection: Selection;
  filter: string;
  q: string;
  sort: string;
  columns: string[];
  loaded: number;
  count: CappedCount | null | undefined;
}

/** What can be done with the selected records; every action can be undone. */
export function BulkBar({ object, selection, filter, q, sort, columns, loaded, count }: BulkBarProps) {
  const { t } = useTranslation('lists');
  const format = useFormat();
  const sentence = useSentence();
  const run = useMassUpdate(object.name);
  const ids = [...selection.ids];
  if (!ids.length) return null;

  const total = count?.value ?? loaded;
  const shownTotal = count ? format.count(count) : format.number(total);
  const mayTakeAll = !selection.everything && ids.length >= loaded && (count?.capped || total > loaded);
  const whole = selection.everything || (count !== null && count !== undefined && !count.capped && ids.length === count.value);
  const target = selection.everything ? { filter: filter || 'true', q } : { ids };

  const apply = (change: { values: RecordValues } | { delete: true }) =>
    run.mutate({ ...target, ...change } as MassUpdate, {
      onSuccess: (answer) => {
        // A job is told of by the panel of large changes.
        if (!answer.job_id) announce({ kind: 'done', message: words(answer, 'delete' in change), changeSetId: answer.change_set_id });
        selection.clear();
      },
      onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
    });
  const words = (answer: MassUpdateAnswer, deleting: boolean) => {
    const count_ = answer.updated ?? ids.length;
    const refused = answer.refused?.length ?? 0;
    if (!count_ && !refused) return t('bulk.unchanged');
    const done = t(deleting ? 'bulk.deleted' : 'bulk.updated', { count: count_ });
    const why = answer.refused?.[0]?.errors?.[0]?.detail ?? '';
    return refused ? `${done} ${t('bulk.refused', { count: refused })} ${why}`.trim() : done;
  };

  return (
    <div className={classes.bar} role="toolbar" aria-label={t('bulk.label')}>
      <span className={classes.count} aria-live="polite">
        {selection.everything ? t('bulk.allSelected', { shown: shownTotal }) : t('bulk.selected', { count: ids.length })}
      </span>
      {mayTakeAll && (
        <Button variant="subtle" size="compact-sm" onClick={selection.selectEverything}>
          {t('bulk.selectAll', { shown: shownTotal })}
        </Button>
      )}
      <span className={classes.line} aria-hidden />
      {object.permissions.mass_update && <BulkEdit object={object} busy={run.isPending} onApply={(values) => apply({ values })} />}
      {object.permissions.mass_update && (!selection.everything || !q) && <BulkActions object={object} target={selection.everything ? { filter: filter || 'true' } : { ids }} />}
      {object.permissions.export && <ExportMenu object={object} columns={columns} records={whole ? { filter, q, sort } : { ids }} compact />}
      {object.permissions.delete && (
        <ConfirmInline
          size="compact-sm"
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={14} />}
          loading={run.isPending}
          question={t('bulk.deleteQuestion')}
          confirmLabel={t('bulk.delete')}
          onConfirm={() => apply({ delete: true })}
        >
          {t('bulk.delete')}
        </ConfirmInline>
      )}
      <ActionIcon size="sm" aria-label={t('bulk.clear')} onClick={selection.clear}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
