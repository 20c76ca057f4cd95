import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fieldOf, useMaybeObject } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ObjectTabs } from '@/features/rules/ObjectTabs';
import { NotFound } from '@/ui/NotFound';
import settings from '../Settings.module.css';
import { DeletedFields } from './DeletedFields';
import { FieldRows } from './FieldRows';
import { ownFields, rowsOf, type Origin } from './fieldList';
import { EditObjectPanel } from './object/EditObjectPanel';
import { EditFieldPanel } from './panel/EditFieldPanel';
import { NewFieldPanel } from './panel/NewFieldPanel';
import classes from './Objects.module.css';

const route = getRouteApi('/shell/settings/objects/$object');

export default function FieldsPage() {
  const { object } = route.useParams();
  const meta = useMaybeObject(object);
  return (
    <>
      <ObjectTabs object={object} />
      {meta ? <Fields key={object} object={meta} /> : <NotFound />}
    </>
  );
}

type Open = { kind: 'new' } | { kind: 'object' } | { kind: 'field'; name: string } | null;

function Fields({ object }: { object: ObjectMeta }) {
  const { t } = useTranslation('objects');
  const [q, setQ] = useState('');
  const [origin, setOrigin] = useState<Origin>('all');
  const [open, setOpen] = useState<Open>(null);
  const openField = useCallback((name: string) => setOpen({ kind: 'field', name }), []);
  const asked = useDeferredValue(q);
  const rows = useMemo(() => rowsOf(object, asked, origin), [object, asked, origin]);
  const shown = open?.kind === 'field' ? fieldOf(object, open.name) : undefined;
  return (
    <>
      <section className={settings.card}>
        <div className={classes.head}>
          <div className={settings.grow}>
            <h2 className={classes.title}>
              {t('fieldsTitle')}
            </h2>
            <p className={settings.cardText}>{object.custom?.description ?? t('fieldsText')}</p>
          </div>
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setOpen({ kind: 'object' })}>{t(object.custom ? 'object.edit' : 'object.rename')}</Button>
          <Button leftSection={<IconPlus size={15} />} onClick={() => setOpen({ kind: 'new' })}>{t('add')}</Button>
        </div>
        <div className={classes.tools}>
          <TextInput
            type="search"
            style={{ flex: '1 1 180px' }}
            leftSection={<IconSearch size={15} />}
            placeholder={t('search')}
            aria-label={t('search')}
            value={q}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
          {ownFields(object).length > 0 && (
            <SegmentedControl
              aria-label={t('origin.label')}
              value={origin}
              onChange={(next) => setOrigin(next as Origin)}
              data={(['all', 'own', 'standard'] as const).map((value) => ({ value, label: t(`origin.${value}`) }))}
            />
          )}
        </div>
        <FieldRows object={object} rows={rows} open={shown?.name ?? null} onOpen={openField} />
      </section>
      <DeletedFields object={object} />
      {open?.kind === 'object' && <EditObjectPanel object={object} onClose={() => setOpen(null)} />}
      {open?.kind === 'new' && <NewFieldPanel object={object} onClose={() => setOpen(null)} />}
      {shown && <EditFieldPanel key={shown.name} object={object} field={shown} onClose={() => setOpen(null)} />}
    </>
  );
}
