import { useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { areFiles } from '@/api/heldFiles';
import type { CrmRecord, FieldMeta, FieldScalar, Lookup, ObjectMeta } from '@/api/types';
import { FieldValue } from '@/ui/fields/FieldValue';
import { isProse } from '@/ui/fields/kinds';
import { isLookup } from '../activity';
import type { FieldChange } from '../types';
import { fieldIn } from './sentence';
import classes from './Timeline.module.css';

interface ChangedValueProps {
  field: FieldMeta | undefined;
  value: FieldScalar | undefined;
  record: CrmRecord;
}

/** A value inside a sentence: never a code or an id, whatever was recorded. */
export function ChangedValue({ field, value, record }: ChangedValueProps) {
  const { t } = useTranslation(['activities', 'fields']);
  if (value === null || value === undefined || value === '') return <span className={classes.nothing}>{t('history.nothing')}</span>;
  if (Array.isArray(value) && field?.type === 'links') return <Names records={value as unknown as Lookup[]} />;
  if (areFiles(value)) return <span className={classes.value}>{value.map(({ name }) => name).join(t('fields:links.comma'))}</span>;
  if (isLookup(value) && value.name) return <span className={classes.value}>{value.name}</span>;
  if (typeof value === 'boolean') return <span className={classes.value}>{t(value ? 'history.yes' : 'history.no')}</span>;
  if (field?.type === 'lookup' || isLookup(value)) return <span className={classes.nothing}>{t('history.someRecord')}</span>;
  if (!field) return <span className={classes.value}>{String(value)}</span>;
  return (
    <span className={classes.value}>
      <FieldValue field={field} value={value} record={record} links={false} />
    </span>
  );
}

/** Records that came to a list, or went. */
function Names({ records }: { records: Lookup[] }) {
  const { t } = useTranslation(['activities', 'fields']);
  if (!records.length) return <span className={classes.nothing}>{t('history.nothing')}</span>;
  return <span className={classes.value}>{records.map(({ name }) => name).join(t('fields:links.comma'))}</span>;
}

const SHOWN = 4;

/** Several changes at once: a small table under the sentence. */
export function ChangedFields({ changes, meta, record }: { changes: FieldChange[]; meta: ObjectMeta; record: CrmRecord }) {
  const { t } = useTranslation('activities');
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, SHOWN);
  return (
    <div className={classes.changes}>
      {shown.map((change) => {
        const field = fieldIn(meta, change.field);
        return (
          <div key={change.field} className={classes.changeRow}>
            <span className={classes.changeLabel}>{field?.label ?? change.label}</span>
            <span className={classes.changePair}>
              {!isProse(field) && <ChangedValue field={field} value={change.old} record={record} />}
              <IconArrowNarrowRight size={14} stroke={1.6} role="img" aria-label={t('history.to')} />
              <ChangedValue field={field} value={change.new} record={record} />
            </span>
          </div>
        );
      })}
      {changes.length > shown.length && (
        <UnstyledButton className={classes.quietButton} onClick={() => setAll(true)}>
          {t('history.showMore', { count: changes.length - shown.length })}
        </UnstyledButton>
      )}
    </div>
  );
}
