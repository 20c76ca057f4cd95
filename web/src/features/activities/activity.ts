/** What an activity is about and how its words are kept. Pure functions. */
import type { CrmRecord, FieldMeta, FieldScalar, Lookup, ObjectMeta, RecordValues } from '@/api/types';
import type { ActivityKind } from './types';

export const activityKinds: readonly ActivityKind[] = ['note', 'call', 'meeting', 'task'];

export function kindOf(activity: CrmRecord): ActivityKind {
  return activityKinds.find((kind) => kind === activity.type) ?? 'task';
}

/** The field by which an activity belongs to records of `object`; none means that it has no activities. */
export function linkFieldOf(activity: ObjectMeta, object: string): FieldMeta | undefined {
  return activity.fields.find((field) => field.type === 'lookup' && field.target === object && !field.read_only && field.name !== 'owner');
}

/** Ties an activity to the record and to what the record itself belongs to, so that the account sees what its deals do. */
export function linksTo(activity: ObjectMeta, object: string, record: CrmRecord): RecordValues {
  const own = linkFieldOf(activity, object);
  if (!own) return {};
  const links: RecordValues = { [own.name]: { id: record.id, name: record.name } };
  for (const name of ['account', 'contact']) {
    const value = record[name];
    if (own.name !== name && isLookup(value) && activity.fields.some((field) => field.name === name)) links[name] = value;
  }
  return links;
}

export function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'id' in value;
}

const SUBJECT = 120;

/** The first line is the subject, the rest the body. A long first line stays whole in the body. */
export function subjectAndBody(text: string): { name: string; body: string | null } {
  const whole = text.trim();
  const [first = '', ...rest] = whole.split('\n');
  const subject = first.trim();
  if (subject.length <= SUBJECT) return { name: subject, body: rest.join('\n').trim() || null };
  const cut = subject.slice(0, SUBJECT);
  const end = cut.lastIndexOf(' ') > SUBJECT / 2 ? cut.lastIndexOf(' ') : SUBJECT;
  return { name: `${cut.slice(0, end).trimEnd()}…`, body: whole };
}

/** Subject and body as they were typed. */
export function textOf(activity: { name: string; body?: FieldScalar }): string {
  const body = typeof activity.body === 'string' ? activity.body : '';
  const subject = activity.name.replace(/…$/, '');
  if (body.startsWith(subject)) return body;
  return body ? `${activity.name}\n${body}` : activity.name;
}
