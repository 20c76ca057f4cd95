/** Which lists stand beside a record, what a row of them says, and what a new row begins with. Pure functions. */
import { ACTIVITIES } from '@/features/activities/activity';
import { NO_LINKS, withLink } from '@/api/links';
import type { CrmRecord, FieldMeta, FieldScalar, Lookup, MixedLookup, ObjectMeta, RecordValues, RelationMeta } from '@/api/types';

/** Activities have the timeline; a person's records are found in their lists. */
export function relationsOf(meta: ObjectMeta, objects: ObjectMeta[]): RelationMeta[] {
  return meta.relations.filter(({ name: list, object }) => list !== ACTIVITIES && objects.some(({ name, permissions }) => name === object && permissions.read));
}

const SECOND_LINE = new Set(['text', 'email', 'phone', 'choice', 'date', 'lookup', 'mixed_lookup', 'stage']);

/** One fact for the right of the row (an amount, a state) and one or two below the name. */
export function factsOf(target: ObjectMeta, relation: RelationMeta): { figure: FieldMeta | undefined; line: FieldMeta[] } {
  const names = [...new Set([...target.layouts.header, ...target.layouts.list])];
  const fields = names.flatMap((name) => target.fields.filter((field) => field.name === name && name !== relation.field && name !== target.title_field && name !== 'owner'));
  const figure = fields.find(({ type }) => type === 'money');
  const stage = target.fields.find(({ type }) => type === 'stage');
  const line = fields.filter((field) => field !== figure && field !== stage && SECOND_LINE.has(field.type));
  return { figure, line: [...(stage ? [stage] : []), ...line].slice(0, 2) };
}

/** As a layout chose them: the first amount on the right, the rest below the name. */
export function chosenFacts(target: ObjectMeta, names: string[]): { figure: FieldMeta | undefined; line: FieldMeta[] } {
  const fields = names.flatMap((name) => target.fields.filter((field) => field.name === name && name !== target.title_field));
  const figure = fields.find(({ type }) => type === 'money');
  return { figure, line: fields.filter((field) => field !== figure) };
}

/** All rows of the list; null where no list of the object can say them. */
export function conditionOf(target: ObjectMeta, relation: RelationMeta, id: string): string | null {
  if (relation.outward) return null;
  return isList(target, relation) ? `"${id}" in ${relation.field}` : `${relation.field} == "${id}"`;
}

const isList = (target: ObjectMeta, relation: RelationMeta): boolean => target.fields.some(({ name, type }) => name === relation.field && type === 'links');

/** What a new row inherits: the record itself, and the company behind it. */
export function defaultsOf(target: ObjectMeta, relation: RelationMeta, object: string, record: CrmRecord): RecordValues {
  const self = { id: record.id, name: record.name };
  const values: RecordValues = relation.outward ? {} : { [relation.field]: pointingAt(target, relation, object, self) };
  for (const name of ['account', 'contact']) {
    const value = record[name];
    if (name !== relation.field && isLookup(value) && target.fields.some((field) => field.name === name)) values[name] = value;
  }
  return values;
}

function pointingAt(target: ObjectMeta, relation: RelationMeta, object: string, self: Lookup): FieldScalar {
  switch (target.fields.find(({ name }) => name === relation.field)?.type) {
    case 'links':
      return withLink(NO_LINKS, self);
    case 'mixed_lookup':
      return { object, ...self };
    default:
      return self;
  }
}

function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'id' in value;
}

function isMixed(value: unknown): value is MixedLookup {
  return isLookup(value) && 'object' in value;
}

/** Records that this one points at, except people of the company and the same kind. */
export function linksOf(meta: ObjectMeta, record: CrmRecord, objects: ObjectMeta[]): { field: FieldMeta; value: Lookup; target: ObjectMeta }[] {
  return meta.fields.flatMap((field) => {
    const value = record[field.name];
    const target = objects.find(({ name }) => name === (isMixed(value) ? value.object : field.target));
    if ((field.type !== 'lookup' && field.type !== 'mixed_lookup') || !target || target.name === 'user' || target.name === meta.name || !isLookup(value)) return [];
    return [{ field, value, target }];
  });
}

const TELLING = new Set(['text', 'email', 'phone', 'url', 'choice', 'money', 'stage']);
const REACHED_BY = new Set(['email', 'phone']);

/** What is worth knowing of a linked record at a glance, how to reach it above all. */
export function linkedFacts(target: ObjectMeta, record: CrmRecord): FieldMeta[] {
  const filled = target.fields.filter(({ name, type }) => TELLING.has(type) && name !== target.title_field && record[name] !== null && record[name] !== undefined && record[name] !== '');
  const reach = filled.filter(({ type }) => REACHED_BY.has(type));
  const header = filled.filter((field) => target.layouts.header.includes(field.name) && !reach.includes(field));
  return [...header.slice(0, 2), ...reach.slice(0, 3)];
}
