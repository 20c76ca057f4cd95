import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { UndoAnswer } from '@/api/types';
import { RecordLink } from '@/ui/RecordLink';
import classes from './run.module.css';

const MOST = 20;

/** Records that the undo left alone, with the fields that were edited since. */
export function KeptRecords({ kept, total }: Pick<UndoAnswer, 'kept'> & { total: number }) {
  const { t } = useTranslation('imports');
  const objects = useObjects();
  const labels = (object: string, fields: string[]) => {
    const meta = objects.find((one) => one.name === object);
    return fields.map((name) => meta?.fields.find((field) => field.name === name)?.label ?? name).join(t('listSeparator'));
  };
  return (
    <div className={classes.kept}>
      <Text size="sm" fw={600}>
        {t('undo.kept', { count: total })}
      </Text>
      <ul>
        {kept.slice(0, MOST).map((one) => (
          <li key={one.record_id}>
            <RecordLink object={one.object} id={one.record_id}>
              {one.name}
            </RecordLink>
            {one.fields.length > 0 && <span>{t('undo.keptFields', { fields: labels(one.object, one.fields) })}</span>}
          </li>
        ))}
      </ul>
      {total > MOST && (
        <Text size="sm" c="dimmed">
          {t('undo.keptMore', { count: total - MOST })}
        </Text>
      )}
    </div>
  );
}
