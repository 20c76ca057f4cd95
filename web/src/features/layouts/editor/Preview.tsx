import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useRecord, useRecords } from '@/api/records';
import { useSession } from '@/api/session';
import type { CrmRecord, ObjectMeta, RecordValues } from '@/api/types';
import { useSet, useSets } from '@/features/permissions/calls';
import { RecordContext, type RecordEditing } from '@/features/records/context';
import { LaidOutBody } from '@/features/records/layout/LaidOutBody';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useDrawnDraft } from '../calls';
import { shapeBy, shapedMeta } from '../shape';
import { useEditing } from './context';
import { bodyOf } from './wire';
import { seenWith } from './seenWith';
import classes from './Editor.module.css';

/** The draft on a real record, as somebody with other rights sees it. What is typed is tried, and saved nowhere. */
export function Preview({ phone }: { phone: boolean }) {
  const { t } = useTranslation('layouts');
  const { meta } = useEditing();
  const [record, setRecord] = useState<string | null>(null);
  const [role, setRole] = useState<string | null>(null);
  const mayChoose = useSession().permissions.includes('permission.manage');
  const list = useRecords(meta.name, {});
  const records = list.data?.pages[0]?.data ?? [];
  const id = record ?? records[0]?.id;
  return (
    <div className={classes.preview}>
      <div className={classes.previewBar}>
        <Select size="xs" searchable label={t('preview.record')} data={records.map((one) => ({ value: one.id, label: one.name || one.id.slice(0, 8) }))} value={id ?? null} allowDeselect={false} onChange={setRecord} />
        {mayChoose && <RoleSelect value={role} onChange={setRole} />}
        <p className={classes.hint}>{t('preview.text')}</p>
      </div>
      {list.isPending ? <BlockSkeleton lines={6} /> : !id ? <p className={classes.hint}>{t('preview.none')}</p> : role ? <AsRole key={role} role={role} id={id} phone={phone} /> : <Drawn key={id} meta={meta} id={id} phone={phone} />}
    </div>
  );
}

function RoleSelect({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { t } = useTranslation('layouts');
  const sets = useSets().data?.pages.flatMap((page) => page.data) ?? [];
  return <Select size="xs" clearable label={t('preview.as')} placeholder={t('preview.self')} data={sets.map((set) => ({ value: set.id, label: set.name }))} value={value} onChange={onChange} />;
}

function AsRole({ role, id, phone }: { role: string; id: string; phone: boolean }) {
  const { meta } = useEditing();
  const set = useSet(role);
  const seen = useMemo(() => set.data && seenWith(meta, set.data.definition), [meta, set.data]);
  if (!seen) return <BlockSkeleton lines={6} />;
  return <Drawn key={id} meta={seen} id={id} phone={phone} />;
}

function Drawn({ meta, id, phone }: { meta: ObjectMeta; id: string; phone: boolean }) {
  const { draft } = useEditing();
  const saved = useRecord(meta.name, id);
  const [typed, setTyped] = useState<RecordValues>({});
  const [settled] = useDebouncedValue(typed, 250);
  const body = useMemo(() => bodyOf(draft), [draft]);
  const drawn = useDrawnDraft(meta.name, body, id, settled, true);
  const shape = useMemo(() => (drawn.data?.drawn ? shapeBy(drawn.data.drawn, drawn.data) : null), [drawn.data]);
  const editing = useMemo((): RecordEditing | null => {
    if (!saved.data || !shape) return null;
    const put = (values: RecordValues) => setTyped((before) => ({ ...before, ...values }));
    return {
      meta: shapedMeta(meta, shape),
      record: { ...saved.data, ...typed } as CrmRecord,
      editable: meta.permissions.update,
      closed: () => null,
      onType: (name, value) => value !== undefined && put({ [name]: value }),
      save: (values) => {
        put(values);
        return Promise.resolve(null);
      },
    };
  }, [meta, saved.data, shape, typed]);
  if (drawn.error ?? saved.error) return <ProblemPanel error={drawn.error ?? saved.error} />;
  if (!editing || !shape) return <BlockSkeleton lines={6} />;
  return (
    <div className={classes.previewFrame} data-phone={phone || undefined}>
      <RecordContext value={editing}>
        <LaidOutBody shape={shape} phone={phone} tryOut />
      </RecordContext>
    </div>
  );
}
