import { Button } from '@mantine/core';
import { IconMoodSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { useDeletedRecord } from '@/features/recycle_bin';
import { EmptyState } from '@/ui/EmptyState';
import { RestoreButton } from './RestoreButton';

/** No such record. If it lies in the recycle bin, it can be brought back from here. */
export function RecordNotFound({ meta, id }: { meta: ObjectMeta | null; id: string }) {
  const { t } = useTranslation('records');
  const deleted = useDeletedRecord(meta?.name, id);
  const icon = <IconMoodSearch size={24} stroke={1.6} />;
  if (meta && deleted) {
    return (
      <EmptyState icon={icon} title={t('notFound.deletedTitle', { name: deleted.name })} actions={<RestoreButton object={meta.name} record={deleted} />}>
        {t('notFound.deletedText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={icon}
      title={t('notFound.title', { object: meta ? meta.label : t('notFound.page') })}
      actions={
        <>
          {meta && (
            <Button component={Link} to={`/o/${meta.name}`} variant="default">
              {t('notFound.toList', { objects: meta.plural_label })}
            </Button>
          )}
          <Button component={Link} to="/recycle-bin" variant="default">
            {t('notFound.toBin')}
          </Button>
        </>
      }
    >
      {t('notFound.text')}
    </EmptyState>
  );
}
