import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import { FieldValue } from '@/ui/fields/FieldValue';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { RecordLink } from '@/ui/RecordLink';
import type { Approval } from '../types';
import classes from './Requests.module.css';

/** What is to be decided: the record and the fields that the process shows. */
export function Summary({ request }: { request: Approval }) {
  const { t } = useTranslation('approvals');
  const { record } = request;
  const meta = useMaybeObject(record.object);
  const title = record.title ?? t('request.hiddenTitle');
  const shown = record.fields.flatMap((name) => {
    const field = meta && fieldOf(meta, name);
    return field && field.name !== meta.title_field ? [field] : [];
  });
  return (
    <section className={classes.summary} aria-label={meta?.label ?? record.object}>
      <p className={classes.record}>
        <ObjectIcon object={record.object} icon={meta?.icon ?? 'folder'} size={17} />
        {record.visible ? <RecordLink object={record.object} id={record.id}>{title}</RecordLink> : <strong>{title}</strong>}
      </p>
      {shown.length > 0 && (
        <dl className={classes.values}>
          {shown.map((field) => (
            <div key={field.name}>
              <dt>{field.label}</dt>
              <dd><FieldValue field={field} value={record.values[field.name]} record={{ id: record.id, currency: record.values.currency ?? null }} variant="full" links={record.visible} placeholder="–" /></dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
