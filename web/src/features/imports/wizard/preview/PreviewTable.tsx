import { Pagination } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { isNumeric } from '@/ui/fields/kinds';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { PREVIEW_ROWS, usePreview } from '../../calls/usePreview';
import type { ImportState, PreviewRow, RowOutcome } from '../../model/types';
import type { StepProps } from '../ImportPage';
import { PreviewRowView } from './PreviewRowView';
import classes from './PreviewTable.module.css';

interface PreviewTableProps extends StepProps {
  show: RowOutcome | null;
  page: number;
  onPage: (page: number) => void;
}

/** A page of rows as they would be written. Refused cells carry their reason. */
export function PreviewTable({ state, object, show, page, onPage }: PreviewTableProps) {
  const { t } = useTranslation('imports');
  const query = usePreview(state.id, show, page - 1, state.state !== 'checking');
  const fields = previewFields(state, object, query.data?.rows ?? []);
  const pages = Math.ceil((query.data?.total ?? 0) / PREVIEW_ROWS);

  if (query.error) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <RowsSkeleton rows={8} />;
  return (
    <>
      <div className={classes.frame} tabIndex={0} role="region" aria-label={t('preview.table')} aria-busy={query.isPlaceholderData}>
        <table className={classes.table}>
          <caption className="visually-hidden">{t('preview.table')}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>{t('preview.row')}</th>
              <th scope="col">{t('preview.outcome')}</th>
              {fields.map((field) => (
                <th key={field.name} scope="col" data-right={isNumeric(field) || undefined}>
                  {field.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {query.data.rows.map((row) => (
              <PreviewRowView key={row.row} row={row} fields={fields} title={object.title_field} />
            ))}
            {query.data.rows.length === 0 && (
              <tr>
                <td colSpan={fields.length + 2} className={classes.nothing}>{t('preview.nothing')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <Pagination
          mt="md"
          size="sm"
          total={pages}
          value={page}
          onChange={onPage}
          getControlProps={(control) => ({ 'aria-label': t(`preview.pages.${control}`) })}
          getItemProps={(number) => ({ 'aria-label': t('preview.pages.number', { page: number }) })}
        />
      )}
    </>
  );
}

/** The title first, then fields with a problem on this page (so that no reason hides off screen), then the file's order. */
function previewFields(state: ImportState, object: ObjectMeta, rows: PreviewRow[]): FieldMeta[] {
  const mapped = state.mapping.flatMap((one) => (one.field ? [one.field] : []));
  const wrong = new Set(rows.flatMap((row) => row.errors.flatMap((error) => error.field ?? [])));
  const names = [object.title_field, ...mapped.filter((name) => wrong.has(name)), ...mapped];
  return [...new Set(names)].flatMap((name) => fieldOf(object, name) ?? []);
}
