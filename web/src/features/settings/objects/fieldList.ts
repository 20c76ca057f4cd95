/** Which fields of an object are listed, in which order. Pure functions. */
import type { FieldMeta, ObjectMeta } from '@/api/types';

export type Origin = 'all' | 'own' | 'standard';

export type ListRow = { kind: 'heading'; key: 'own' | 'standard'; count: number } | { kind: 'field'; field: FieldMeta };

export const ownFields = (object: ObjectMeta): FieldMeta[] => object.fields.filter((field) => field.custom);

/** The company's own first, the latest added on top; then those that every company has. Headings only where both are there. */
export function rowsOf(object: ObjectMeta, q: string, origin: Origin): ListRow[] {
  const words = q.trim().toLowerCase();
  const fits = ({ label, name, custom }: FieldMeta) =>
    [label, name, ...Object.values(custom?.labels ?? {})].some((text) => text?.toLowerCase().includes(words));
  const own = origin === 'standard' ? [] : ownFields(object).filter(fits).reverse();
  const standard = origin === 'own' ? [] : object.fields.filter((field) => !field.custom && fits(field));
  return [...group('own', own, standard.length > 0), ...group('standard', standard, own.length > 0)];
}

function group(key: 'own' | 'standard', fields: FieldMeta[], withHeading: boolean): ListRow[] {
  const rows = fields.map((field): ListRow => ({ kind: 'field', field }));
  return withHeading && fields.length ? [{ kind: 'heading', key, count: fields.length }, ...rows] : rows;
}

/** The section of the form that shows the field. */
export function sectionOf(object: ObjectMeta, name: string): string | null {
  return object.layouts.form.find(({ fields }) => fields.includes(name))?.label ?? null;
}

/** Choices that the program itself decides by. */
export function hasFixedOptions(object: ObjectMeta, field: FieldMeta): boolean {
  return field.type === 'stage' || field.read_only || (object.name === 'user' && field.name === 'role') || isPipeline(object, field);
}

export const isPipeline = (object: ObjectMeta, field: FieldMeta): boolean => object.pipelines.length > 0 && (field.type === 'stage' || field.name === object.pipeline_fields?.pipeline);
