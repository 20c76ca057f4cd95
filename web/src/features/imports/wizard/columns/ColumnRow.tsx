import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { mappingOf, surenessOf } from '../../model/mapping';
import type { ImportColumn, ImportState } from '../../model/types';
import { FieldSelect } from './FieldSelect';
import classes from './columns.module.css';

interface ColumnRowProps {
  column: ImportColumn;
  state: ImportState;
  object: ObjectMeta;
  onField: (field: string | null) => void;
}

export function ColumnRow({ column, state, object, onField }: ColumnRowProps) {
  const { t } = useTranslation('imports');
  const mapping = mappingOf(state, column.index);
  const sureness = surenessOf(mapping);
  const samples = [...new Set(column.samples.filter(Boolean))].slice(0, 3);
  return (
    <li className={classes.row} data-ignored={sureness === 'ignored' || undefined}>
      <div className={classes.column}>
        <strong className="truncate">{column.name}</strong>
        <span className="truncate" title={samples.join(' · ')}>
          {samples.length ? samples.join(' · ') : t('columns.empty')}
        </span>
      </div>
      <IconArrowRight size={16} stroke={1.6} className={classes.arrow} aria-hidden />
      <FieldSelect object={object} mapping={state.mapping} value={mapping.field} label={t('columns.choose', { column: column.name })} onChange={onField} />
      <span className={classes.sureness} data-sureness={sureness}>
        {t(`sureness.${sureness}`)}
      </span>
    </li>
  );
}
