import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { useRecordEditing } from '../context';
import classes from './Details.module.css';

/** Who made the record and who touched it last. */
export function Stamps() {
  const { t } = useTranslation('records');
  const format = useFormat();
  const { record } = useRecordEditing();
  const nameOf = (value: unknown) => (typeof value === 'object' && value && 'name' in value ? String(value.name) : t('stamps.nobody'));
  const line = (key: 'created' | 'updated') => {
    const at = record[`${key}_at`];
    if (typeof at !== 'string') return null;
    return (
      <span title={format.dateTime(at)}>
        {t(`stamps.${key}`, { name: nameOf(record[`${key}_by`]), when: format.relative(at) })}
      </span>
    );
  };
  return (
    <div className={classes.stamps}>
      {line('created')}
      {line('updated')}
    </div>
  );
}
