/** What an activity is about and how its words are kept. Pure functions. */
import type { CrmRecord, FieldMeta, FieldScalar, Lookup, ObjectMeta, RecordValues } from '@/api/types';
import type { ActivityKind } from './types';

export const activityKinds: readonly ActivityKind[] = ['note', 'call', 'meeting', 'task'];

export function kindOf(activity: CrmRecord): ActivityKind {
  return activityKinds.find((kind) => kind === activity.type) ?? 'task';
}

/** The related list that a timeline shows beside the history, of every object that has activities. */
export const ACTIVITIES = 'activities';

/** The field by which an activity belongs to records of an object; none means that it has no activities. */
export function linkFieldOf(activity: ObjectMeta, meta: ObjectMeta): FieldMeta | undefined {
  const relation = meta.relations.find(({ name }) => name === ACTIVITIES);
  return activity.fields.find((field) => field.name === relation?.field && !field.read_only);
}

/** Ties an activity to the record and to what the record itself belongs to, so that the account sees what its deals do. */
export function linksTo(activity: ObjectMeta, meta: ObjectMeta, record: CrmRecord): RecordValues {
  const own = linkFieldOf(activity, meta);
  if (!own) return {};
  const self = { id: record.id, name: record.name };
  const links: RecordValues = { [own.name]: own.type === 'mixed_lookup' ? { object: meta.name, ...self } : self };
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
