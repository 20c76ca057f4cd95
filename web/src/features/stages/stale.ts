/** How long a record has been in its stage, and whether that is too long. Pure functions. */
import type { CrmRecord, ObjectMeta } from '@/api/types';

const DAY = 86_400_000;

export interface Standing {
  days: number;
  stale: boolean;
}

/** The condition by which lists find what is stale; null where no stage of the object has a time limit. */
export function staleFilter(object: ObjectMeta): string | null {
  const due = object.pipeline_fields?.stage_due_at;
  const seen = due && object.fields.some(({ name }) => name === due);
  const limited = object.pipelines.some(({ stages }) => stages.some(({ limit_days }) => limit_days));
  return seen && limited ? `${due} < now()` : null;
}

/** Null where nobody knows since when, or the record has come to an end. */
export function standingOf(object: ObjectMeta, record: CrmRecord, now = Date.now()): Standing | null {
  const names = object.pipeline_fields;
  if (!names?.stage_entered_at) return null;
  const stage = object.pipelines.flatMap(({ stages }) => stages).find(({ key }) => key === record[names.stage]);
  const entered = record[names.stage_entered_at];
  if (stage?.kind !== 'open' || typeof entered !== 'string') return null;
  const due = names.stage_due_at ? record[names.stage_due_at] : null;
  return { days: Math.max(0, Math.floor((now - Date.parse(entered)) / DAY)), stale: typeof due === 'string' && Date.parse(due) < now };
}
