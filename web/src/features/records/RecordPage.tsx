import { useMemo } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { useMaybeObject } from '@/api/objects';
import { useRecord } from '@/api/records';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { ApprovalBanner, SubmitButton, ThumbBar, useLock } from '@/features/approvals';
import { HandOverNotice } from '@/features/hand_overs';
import { ConvertButton } from '@/features/leads';
import { PlaceButton, TakeButton } from '@/features/organisation';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RecordContext } from './context';
import { ConflictPanel } from './conflict/ConflictPanel';
import { RecordHeader } from './header/RecordHeader';
import { CompleteButton } from './header/CompleteButton';
import { RecordBody } from './RecordBody';
import { RecordNotFound } from './RecordNotFound';
import { RecordSkeleton } from './RecordSkeleton';
import { DeletedBanner } from './DeletedBanner';
import { LaidOutBody } from './layout/LaidOutBody';
import { hasComponent, shapedMeta } from '@/features/layouts/shape';
import { useRecordLayout } from '@/features/layouts/useRecordLayout';
import { useTyped } from './layout/useTyped';
import { useRecordSaving } from './useRecordSaving';
import classes from './RecordPage.module.css';

const route = getRouteApi('/shell/o/$object/$id');

/** The page of any record, drawn from its object's metadata. */
export default function RecordPage() {
  const { object, id } = route.useParams();
  const meta = useMaybeObject(object);
  const record = useRecord(object, meta ? id : undefined);
  if (!meta || isGone(record.error)) return <RecordNotFound meta={meta} id={id} />;
  if (record.error && !record.data) {
    return (
      <div className={classes.problem}>
        <ProblemPanel error={record.error} onRetry={() => void record.refetch()} />
      </div>
    );
  }
  if (!record.data) return <RecordSkeleton />;
  return <LoadedRecord key={`${object}/${id}`} meta={meta} record={record.data} />;
}

function isGone(error: unknown): boolean {
  return isProblem(error) && (error.status === 404 || error.status === 400 || error.status === 422);
}

function LoadedRecord({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  useDocumentTitle(`${record.name} · Guanxi`);
  const { save, conflict, settle } = useRecordSaving(meta, record);
  const { typed, onType } = useTyped(record.version);
  const { shape, pending } = useRecordLayout(meta.name, { id: record.id, version: record.version, values: typed });
  const shaped = useMemo(() => (shape ? shapedMeta(meta, shape) : meta), [meta, shape]);
  const deleted = Boolean(record.deleted_at);
  const closed = useLock(meta.name, record.id);
  if (pending) return <RecordSkeleton />;
  return (
    <RecordContext value={{ meta: shaped, record, editable: meta.permissions.update && !deleted, closed, save, onType }}>
      <div className={classes.page}>
        <RecordHeader
          withStages={!shape || !hasComponent(shape, 'stages')}
          primary={
            <>
              <TakeButton meta={meta} record={record} />
              <SubmitButton meta={meta} record={record} />
              <PrimaryAction meta={meta} record={record} />
            </>
          }
        />
        {deleted && <DeletedBanner meta={meta} record={record} />}
        {meta.name === 'user' && <HandOverNotice user={record} />}
        <ApprovalBanner meta={meta} record={record} />
        {conflict && <ConflictPanel meta={meta} conflict={conflict} onChoose={settle} />}
        {shape ? <LaidOutBody shape={shape} /> : <RecordBody />}
        <ThumbBar meta={meta} record={record} />
      </div>
    </RecordContext>
  );
}

/** The one thing that people come to this kind of record for. */
function PrimaryAction({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  if (!meta.permissions.update || record.deleted_at) return null;
  if (meta.name === 'user' && record.kind !== 'queue') return <PlaceButton user={record} />;
  if (meta.name === 'lead') return <ConvertButton lead={record} />;
  if (meta.name === 'activity') return <CompleteButton activity={record} />;
  return null;
}
