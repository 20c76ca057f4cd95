import { Button, Checkbox } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord } from '@/api/types';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { useFormat } from '@/ui/useFormat';
import classes from './RecycleBin.module.css';

interface DeletedRowProps {
  record: CrmRecord;
  selected: boolean;
  busy: boolean;
  onSelect?: () => void;
  onRestore?: () => void;
}

/** What was deleted, by whom and when. */
export function DeletedRow({ record, selected, busy, onSelect, onRestore }: DeletedRowProps) {
  const { t } = useTranslation('recycle_bin');
  const format = useFormat();
  const by = nameOf(record.deleted_by) ?? nameOf(record.updated_by);
  const at = typeof record.deleted_at === 'string' ? record.deleted_at : typeof record.updated_at === 'string' ? record.updated_at : null;
  const when = at ? format.relative(at) : '';
  return (
    <li className={classes.row} data-selected={selected || undefined}>
      {onSelect && <Checkbox checked={selected} onChange={onSelect} aria-label={t('select', { name: record.name })} />}
      <div className={classes.words}>
        <span className={`${classes.name} truncate`}>{record.name}</span>
        <span className={classes.facts} title={at ? format.dateTime(at) : undefined}>
          {by && <OwnerAvatar name={by} size={16} />}
          {by ? t('deletedBy', { name: by, when }) : t('deletedWhen', { when })}
        </span>
      </div>
      {onRestore && (
        <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={14} />} disabled={busy} onClick={onRestore} aria-label={t('restoreNamed', { name: record.name })}>
          {t('restore')}
        </Button>
      )}
    </li>
  );
}

function nameOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : null;
}
