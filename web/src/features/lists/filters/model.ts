/**
 * The conditions that the filter bar can draw: a conjunction of simple tests.
 * Anything else stays CEL text in the advanced mode.
 */
import { fieldOf, withParts } from '@/api/objects';
import type { FieldMeta, FieldType, ObjectMeta } from '@/api/types';

export type Operator =
  | 'is' | 'is_not' | 'contains' | 'not_contains' | 'starts_with' | 'ends_with'
  | 'gt' | 'gte' | 'lt' | 'lte' | 'between'
  | 'passed' | 'ahead' | 'last_days' | 'next_days' | 'this_month' | 'this_quarter' | 'this_year'
  | 'within'
  | 'has_any' | 'has_all' | 'has_none' | 'empty' | 'not_empty';

export interface Condition {
  /** Field name, or a dotted path one lookup further (`owner.office`). */
  path: string;
  operator: Operator;
  /** Codes, ids (`me` among them), texts, numbers or dates, as text. */
  values: string[];
}

export const ME = 'me';

export interface PathMeta {
  path: string;
  field: FieldMeta;
  label: string;
  /** The lookup that the path goes through. */
  via: FieldMeta | null;
}

export function resolvePath(objects: readonly ObjectMeta[], object: ObjectMeta, path: string): PathMeta | null {
  const own = fieldOf(object, path);
  if (own) return { path, field: own, label: own.label, via: null };
  const [first = '', ...rest] = path.split('.');
  const field = object.fields.find((one) => one.name === first);
  const target = objects.find((one) => one.name === field?.target);
  const further = target && fieldOf(target, rest.join('.'));
  if (!field) return null;
  if (field.type === 'mixed_lookup') return path === `${first}.object` ? objectPath(objects, field) : null;
  return further ? { path, field: further, label: `${field.label} › ${further.label}`, via: field } : null;
}

/** Every path that may be filtered on: own fields first, then those one lookup further. */
export function filterablePaths(objects: readonly ObjectMeta[], object: ObjectMeta): PathMeta[] {
  const own = object.fields.flatMap(withParts).filter((field) => field.filterable);
  const further = own
    .filter((field) => field.type === 'lookup')
    .flatMap((via) => {
      const target = objects.find((one) => one.name === via.target);
      return (target?.fields ?? [])
        .filter((field) => field.filterable && !['lookup', 'mixed_lookup', 'links'].includes(field.type))
        .map((field) => ({ path: `${via.name}.${field.name}`, field, label: `${via.label} › ${field.label}`, via }));
    });
  const ofSeveral = own.filter((field) => field.type === 'mixed_lookup').map((field) => objectPath(objects, field));
  return [...own.map((field) => ({ path: field.name, field, label: field.label, via: null })), ...ofSeveral, ...further];
}

/** Of which object the record is that a lookup to several points at: a choice of those that the reader knows. */
function objectPath(objects: readonly ObjectMeta[], via: FieldMeta): PathMeta {
  const options = objects.filter(({ name }) => via.targets?.includes(name)).map(({ name, plural_label }) => ({ value: name, label: plural_label }));
  const path = `${via.name}.object`;
  const label = `${via.label} (${options.map((option) => option.label).join(' / ')})`;
  return { path, field: { ...via, name: path, type: 'choice', label, options, targets: undefined }, label, via };
}

const TEXT: Operator[] = ['contains', 'not_contains', 'is', 'is_not', 'starts_with', 'ends_with', 'empty', 'not_empty'];
const NUMBER: Operator[] = ['gte', 'lte', 'gt', 'lt', 'is', 'is_not', 'between', 'empty', 'not_empty'];
const DATE: Operator[] = [
  'last_days', 'next_days', 'passed', 'ahead', 'this_month', 'this_quarter', 'this_year', 'gte', 'lte', 'between', 'is', 'empty', 'not_empty',
];
const MOMENT: Operator[] = ['last_days', 'next_days', 'passed', 'ahead', 'gte', 'lt', 'between', 'empty', 'not_empty'];
const CHOICE: Operator[] = ['is', 'is_not', 'empty', 'not_empty'];

const CHOICES: Operator[] = ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'];

const BY_TYPE: Partial<Record<FieldType, Operator[]>> = {
  address: ['not_empty', 'empty'],
  geolocation: ['within', 'not_empty', 'empty'],
  currency_amount: ['not_empty', 'empty'],
  country: CHOICE,
  currency: CHOICE,
  decimal: NUMBER,
  rich_text: ['contains', 'not_contains', 'empty', 'not_empty'],
  integer: NUMBER,
  number: NUMBER,
  money: NUMBER,
  percent: NUMBER,
  duration: NUMBER,
  date: DATE,
  datetime: MOMENT,
  boolean: ['is'],
  choice: CHOICE,
  multi_choice: CHOICES,
  links: CHOICES,
  stage: CHOICE,
  lookup: CHOICE,
  mixed_lookup: CHOICE,
  file: ['not_empty', 'empty'],
  image: ['not_empty', 'empty'],
};

/** Operators of a field type, the most usual first. */
export function operatorsOf(type: FieldType): Operator[] {
  return BY_TYPE[type] ?? TEXT;
}

/** How many values an operator takes; `many` for a list of choices. */
export function arityOf(operator: Operator, type: FieldType): 0 | 1 | 2 | 3 | 'many' {
  if (['empty', 'not_empty', 'passed', 'ahead', 'this_month', 'this_quarter', 'this_year'].includes(operator)) return 0;
  if (operator === 'between') return 2;
  if (operator === 'within') return 3;
  if (type === 'multi_choice' || type === 'links') return 'many';
  const listed = ['choice', 'stage', 'lookup', 'mixed_lookup', 'country', 'currency'].includes(type);
  return listed && (operator === 'is' || operator === 'is_not') ? 'many' : 1;
}

export function isComplete(condition: Condition, type: FieldType): boolean {
  const arity = arityOf(condition.operator, type);
  const given = condition.values.filter((value) => value !== '').length;
  return arity === 'many' ? given > 0 : given >= arity;
}

/** The first condition offered for a field. */
export function blankCondition({ path, field }: PathMeta): Condition {
  const operator = operatorsOf(field.type)[0] ?? 'is';
  const values = field.type === 'boolean' ? ['true'] : operator === 'last_days' ? ['30'] : [];
  return { path, operator, values };
}
