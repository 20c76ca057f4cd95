import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '@/api/types';
import { isNumeric } from '@/ui/fields/kinds';
import { useFormat } from '@/ui/useFormat';
import type { PreviewRow } from '../../model/types';
import { usePreviewText } from './usePreviewText';
import classes from './PreviewTable.module.css';

/** One row of the file: what happens to it, its values, and the reason at each cell that is refused. */
export function PreviewRowView({ row, fields, title }: { row: PreviewRow; fields: FieldMeta[]; title: string }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const shown = usePreviewText();
  const columns = new Set(fields.map((field) => field.name));
  const general = row.errors.filter((error) => !error.field || !columns.has(error.field));
  /** A name put together from columns is no column's value. */
  const valueOf = ({ name }: FieldMeta) => row.values[name] ?? (name === title ? row.name : null) ?? '';
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
            <span className={classes.cell}>{shown(field, valueOf(field))}</span>
            {errors.map((error, index) => (
              <span key={index} className={classes.reason}>{error.detail}</span>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
