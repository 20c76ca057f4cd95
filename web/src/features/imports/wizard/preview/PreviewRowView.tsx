import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';
import { isNumeric } from '@/ui/fields/kinds';
import { useFormat } from '@/ui/useFormat';
import type { PreviewRow } from '../../model/types';
import classes from './preview.module.css';

/** One row of the file: what happens to it, its values, and the reason at each cell that is refused. */
export function PreviewRowView({ row, fields }: { row: PreviewRow; fields: FieldMeta[] }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const shown = new Set(fields.map((field) => field.name));
  const general = row.errors.filter((error) => !error.field || !shown.has(error.field));
  return (
    <tr>
      <td className={classes.number}>{format.number(row.row)}</td>
      <td>
        <span className={classes.outcome} data-outcome={row.outcome}>
          {t(`outcome.${row.outcome}`)}
        </span>
        {general.map((error, index) => (
          <span key={index} className={classes.reason}>{error.detail}</span>
        ))}
      </td>
      {fields.map((field) => {
        const errors = row.errors.filter((error) => error.field === field.name);
        return (
          <td key={field.name} data-right={isNumeric(field) || undefined} data-wrong={errors.length > 0 || undefined}>
            <span className={classes.cell}>{row.values[field.name] ?? ''}</span>
            {errors.map((error, index) => (
              <span key={index} className={classes.reason}>{error.detail}</span>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
