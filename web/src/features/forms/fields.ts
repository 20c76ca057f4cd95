/** The fields of a form in their order: beginning, adding, moving. */
import type { FieldMeta, ObjectMeta } from '@/api/types';
import { mayBeAsked, mayBeFixed, type FormBody, type FormField } from './types';

/** What every record must have, and how to reach whoever fills it in. */
export function firstFields(object: ObjectMeta): FormField[] {
  const asked = object.fields.filter(mayBeAsked);
  const needed = asked.filter((field) => field.required);
  const reached = asked.filter((field) => !field.required && (field.type === 'email' || field.type === 'phone'));
  return [...needed, ...reached].map(({ name }) => ({ field: name }));
}

export function fieldsLeft(object: ObjectMeta, body: FormBody): FieldMeta[] {
  const taken = new Set([...body.fields, ...body.fixed].map(({ field }) => field));
  return object.fields.filter((field) => mayBeAsked(field) && !taken.has(field.name));
}

/** What may be given to new records without being asked. */
export const fixableFields = (object: ObjectMeta, body: FormBody): FieldMeta[] => fieldsLeft(object, body).filter(mayBeFixed);

export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [moved] = next.splice(from, 1);
  if (moved !== undefined) next.splice(to, 0, moved);
  return next;
}

export function replaceAt<T>(list: readonly T[], index: number, change: Partial<T>): T[] {
  return list.map((one, at) => (at === index ? { ...one, ...change } : one));
}

/** A lookup as conditions of forms know it: by what the record that was chosen is called. */
export function asNamed(field: FieldMeta, names: readonly string[]): FieldMeta {
  return { ...field, type: 'choice', target: undefined, options: names.map((name) => ({ value: name, label: name })) };
}

/** What records are called, each name once. */
export function namesOf(records: readonly Record<string, unknown>[], title: string): string[] {
  const names = records.map((record) => record[title]).filter((name) => typeof name === 'string').map((name) => name.trim());
  return [...new Set(names)].filter(Boolean).sort((one, other) => one.localeCompare(other));
}
