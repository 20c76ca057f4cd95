import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { iconNamed } from '@/ui/objectIcons';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import { Card } from '../../Card';
import settings from '../../Settings.module.css';
import { useDeletedObjects, useRestoreObject, type DeletedObject } from './calls';
import classes from '../Objects.module.css';

/** Kinds of record that were deleted: each comes back with all its records. */
export function DeletedObjects() {
  const { t } = useTranslation('objects');
  const deleted = useDeletedObjects();
  if (deleted.error) return <ProblemPanel error={deleted.error} onRetry={() => void deleted.refetch()} />;
  if (!deleted.data?.length) return null;
  return (
    <Card title={t('object.deleted.title')} text={t('object.deleted.text')}>
      <ul className={settings.rows} style={{ marginBottom: -12 }} aria-label={t('object.deleted.title')}>
        {deleted.data.map((object) => (
          <DeletedRow key={object.name} object={object} />
        ))}
      </ul>
    </Card>
  );
}

function DeletedRow({ object }: { object: DeletedObject }) {
  const { t } = useTranslation('objects');
  const format = useFormat();
  const sentence = useSentence();
  const restore = useRestoreObject();
  const Shape = iconNamed(object.icon);
  const act = () =>
    void restore.mutateAsync(object.name).then(
      ({ changeSetId }) => announce({ kind: 'done', message: t('object.deleted.restored', { name: object.plural_label }), changeSetId }),
      (error: unknown) => announce({ kind: 'failed', message: sentence(error) }),
    );
  return (
    <li className={settings.rowItem}>
      <Shape size={18} stroke={1.6} aria-hidden />
      <span className={classes.names}>
        <span className={classes.label}>{object.plural_label}</span>
        <span className={classes.soft}>
          {t('object.deleted.records', { count: object.records, shown: format.number(object.records) })} · <span title={format.dateTime(object.deleted_at)}>{t('deleted.when', { when: format.relative(object.deleted_at) })}</span>
        </span>
      </span>
      <Button variant="default" size="compact-sm" loading={restore.isPending} aria-label={t('deleted.restoreNamed', { name: object.plural_label })} onClick={act}>{t('deleted.restore')}</Button>
    </li>
  );
}
