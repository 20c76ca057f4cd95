import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { FieldMeta, FieldType, ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { useConversionPreview, useConvertField, type Conversion } from '../conversion';
import classes from '../Objects.module.css';

const TARGETS: readonly FieldType[] = ['text', 'long_text', 'rich_text', 'choice', 'multi_choice', 'boolean', 'date', 'datetime', 'money', 'integer', 'number', 'percent', 'email', 'phone', 'url'];

/** Another type for a field: first what would become of its values, then the change, which can be undone. */
export function ConvertField({ object, field, onDone }: { object: ObjectMeta; field: FieldMeta; onDone: () => void }) {
  const { t } = useTranslation('objects');
  const [type, setType] = useState<FieldType | null>(null);
  const [order, setOrder] = useState<'mdy' | 'dmy'>('mdy');
  const convert = useConvertField(object.name, field.name);
  const dated = type === 'date' || type === 'datetime';
  const ask: Conversion | null = type && { type, ...(dated && { date_order: order }) };
  const preview = useConversionPreview(object.name, field.name, ask);
  if (field.type !== 'auto_number' && !TARGETS.includes(field.type)) return null;
  const submit = () =>
    ask &&
    void convert.mutateAsync(ask).then(
      ({ data, changeSetId }) => {
        announce({ kind: 'done', message: t('conversion.done', { name: data.label, type: t(`types.${data.type as 'text'}.name`) }), changeSetId });
        onDone();
      },
      () => undefined,
    );
  return (
    <div className={classes.part}>
      <Select
        label={t('conversion.title')}
        description={t('conversion.text')}
        placeholder={t('conversion.keep')}
        data={TARGETS.filter((one) => one !== field.type).map((value) => ({ value, label: t(`types.${value as 'text'}.name`) }))}
        value={type}
        clearable
        onChange={(next) => setType(next as FieldType | null)}
      />
      {dated && (
        <Select
          label={t('conversion.order')}
          data={[{ value: 'mdy', label: t('conversion.mdy') }, { value: 'dmy', label: t('conversion.dmy') }]}
          value={order}
          allowDeselect={false}
          onChange={(next) => next && setOrder(next as 'mdy' | 'dmy')}
        />
      )}
      {(preview.error || convert.error) && <ProblemPanel error={preview.error ?? convert.error} />}
      {preview.data && <Loss preview={preview.data} />}
      {type && (
        <Button variant="default" loading={convert.isPending || preview.isLoading} disabled={!preview.data} onClick={submit}>
          {t('conversion.now')}
        </Button>
      )}
    </div>
  );
}

function Loss({ preview }: { preview: NonNullable<ReturnType<typeof useConversionPreview>['data']> }) {
  const { t } = useTranslation('objects');
  const format = useFormat();
  const counts = (['whole', 'lossy', 'impossible'] as const).filter((kind) => preview[kind] || kind === 'whole');
  return (
    <div role="status">
      {counts.map((kind) => (
        <p key={kind} className={classes.nameLine}>{t(`conversion.${kind}`, { count: preview[kind], shown: format.number(String(preview[kind])) })}</p>
      ))}
      {preview.next && <p className={classes.nameLine}>{t('conversion.first', { shown: format.number(String(preview.records)) })}</p>}
      {preview.examples.length > 0 && (
        <ul className={classes.examples}>
          {preview.examples.map((one) => (
            <li key={one.id}>
              <span className={classes.soft}>{one.name}: </span>
              {one.before} → {one.after ?? t('conversion.nothing')}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
