import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '@/api/objects';
import type { FieldMeta, FieldType, Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { FieldValue } from '@/ui/fields/FieldValue';
import { formatDate } from '@/ui/format';
import { useFormat } from '@/ui/useFormat';
import { usePreview, type Asked } from './calls';
import classes from './Expressions.module.css';

/** What it gives of a record that one chooses, and each of its parts. */
export function Preview({ asked, valid }: { asked: Asked; valid: boolean }) {
  const { t } = useTranslation('expressions');
  const { context } = useFormat();
  const object = useObject(asked.object);
  const [record, setRecord] = useState<Lookup | null>(null);
  const preview = usePreview(asked, valid ? (record?.id ?? null) : null);
  const shown = valid && record ? preview.data : undefined;
  return (
    <div className={classes.preview}>
      <LookupInput target={asked.object} label={t('tryOn', { object: object?.label ?? '' })} placeholder={t('chooseRecord')} value={record} onChange={setRecord} />
      {shown && (
        <>
          <div role="status">
            {t('result')} <span className={classes.value}><Shown type={shown.type} value={shown.value} /></span>
          </div>
          {shown.missing_rates.map(({ currency, day }) => (
            <div key={currency + day} className={classes.missing}>{t('missingRate', { currency, day: formatDate(day, context) })}</div>
          ))}
          {shown.parts.length > 0 && (
            <dl className={classes.parts}>
              {shown.parts.map((part) => (
                <Part key={part.text} {...part} />
              ))}
            </dl>
          )}
        </>
      )}
    </div>
  );
}

function Part({ text, type, value }: { text: string; type: string; value: unknown }) {
  return (
    <>
      <dt>{text}</dt>
      <dd><Shown type={type} value={value} /></dd>
    </>
  );
}

function Shown({ type, value }: { type: string; value: unknown }) {
  const field = { name: 'value', label: '', type: type as FieldType, required: false, read_only: true, unique: false, sortable: false, filterable: false, groupable: false } as FieldMeta;
  return <FieldValue field={field} value={value as never} placeholder="–" />;
}
