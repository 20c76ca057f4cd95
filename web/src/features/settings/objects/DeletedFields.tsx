import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { FieldTypeIcon } from '@/ui/fields/FieldTypeIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import { Card } from '../Card';
import settings from '../Settings.module.css';
import { useDeletedFields, useRestoreField, type DeletedField } from './calls';
import classes from './Objects.module.css';

/** Fields that were deleted: each comes back with what records had in it. */
export function DeletedFields({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('objects');
  const deleted = useDeletedFields(object.name);
  if (deleted.error) return <ProblemPanel error={deleted.error} onRetry={() => void deleted.refetch()} />;
  if (!deleted.data?.length) return null;
  return (
    <Card title={t('deleted.title')} text={t('deleted.text')}>
      <ul className={settings.rows} style={{ marginBottom: -12 }} aria-label={t('deleted.title')}>
        {deleted.data.map((field) => (
          <DeletedRow key={field.name} object={object} field={field} />
        ))}
      </ul>
    </Card>
  );
}

function DeletedRow({ object, field }: { object: ObjectMeta; field: DeletedField }) {
  const { t } = useTranslation('objects');
  const format = useFormat();
  const sentence = useSentence();
  const restore = useRestoreField(object.name);
  const act = () =>
    void restore.mutateAsync(field.name).then(
      ({ changeSetId }) => announce({ kind: 'done', message: t('deleted.restored', { name: field.label }), changeSetId }),
      (error: unknown) => announce({ kind: 'failed', message: sentence(error) }),
    );
  return (
    <li className={settings.rowItem}>
      <FieldTypeIcon field={{ type: field.type }} />
      <span className={classes.names}>
        <span className={classes.label}>{field.label}</span>
        <span className={classes.code}>{field.name}</span>
      </span>
      <span className={classes.soft} title={format.dateTime(field.deleted_at)}>{t('deleted.when', { when: format.relative(field.deleted_at) })}</span>
      <Button variant="default" size="compact-sm" loading={restore.isPending} aria-label={t('deleted.restoreNamed', { name: field.label })} onClick={act}>{t('deleted.restore')}</Button>
    </li>
  );
}
