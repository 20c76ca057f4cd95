import { useTranslation } from 'react-i18next';
import type { ImportColumn } from '../../model/types';
import { sampleRows } from '../../model/table';
import classes from './reading.module.css';

const RIGHT = ['integer', 'number', 'money', 'percent'];

/** The first rows as they are read with the present choices. */
export function SampleTable({ columns }: { columns: ImportColumn[] }) {
  const { t } = useTranslation('imports');
  const rows = sampleRows(columns);
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={t('reading.sample')}>
      <table className={classes.table}>
        <caption className="visually-hidden">{t('reading.sample')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.index} scope="col" data-right={RIGHT.includes(column.type) || undefined}>
                {column.name}
                <span>{t(`types.${column.type}`, { defaultValue: column.type })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column, place) => (
                <td key={column.index} data-right={RIGHT.includes(column.type) || undefined}>
                  {row[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
