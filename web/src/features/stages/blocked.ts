/** A move that stages refused: why, and which fields would help. Pure functions. */
import { isProblem, type ProblemError } from '@/api/problem';
import type { FieldMeta, ObjectMeta, RecordValues } from '@/api/types';

export interface Blocked {
  /** What was asked for; sent again with what is filled in. */
  values: RecordValues;
  reasons: string[];
  fields: FieldMeta[];
  /** Sentences for other fields, such as those of validation rules. */
  wrong: Record<string, string>;
}

const ASKED = 'stage_field_needed';
const OF_STAGES = /^stage_/;

/** Null for anything that has nothing to do with stages. */
export function blockedBy(error: unknown, object: ObjectMeta, values: RecordValues): Blocked | null {
  if (!isProblem(error) || !error.errors.some(({ code }) => OF_STAGES.test(code) || code === 'validation_rule')) return null;
  const fieldOf = ({ field }: ProblemError) => object.fields.find((one) => one.name === field && !one.read_only && one.name !== object.pipeline_fields?.stage);
  const fields = new Map<string, FieldMeta>();
  const wrong: Record<string, string> = {};
  const reasons: string[] = [];
  for (const each of error.errors) {
    const field = fieldOf(each);
    if (field) fields.set(field.name, field);
    if (field && each.code !== ASKED) wrong[field.name] = each.detail;
    if (!field) reasons.push(each.detail);
  }
  return { values, reasons, fields: [...fields.values()], wrong };
}
