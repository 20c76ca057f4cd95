/** Conditions → CEL. `parse.ts` is its inverse; the round trip is tested. */
import type { FieldType } from '@/api/types';
import { ME, type Condition } from './model';

export type TypeOf = (path: string) => FieldType | undefined;

/** Joins conditions into one CEL text; empty for none. */
export function compileFilter(conditions: readonly Condition[], typeOf: TypeOf): string {
  return conditions.map((condition) => compileCondition(condition, typeOf(condition.path) ?? 'text')).join(' && ');
}

export function compileCondition({ path, operator, values }: Condition, type: FieldType): string {
  const [first = '', second = ''] = values;
  switch (operator) {
    case 'empty':
      return `${path} == null`;
    case 'not_empty':
      return `${path} != null`;
    case 'contains':
      return `${path}.contains(${text(first)})`;
    case 'not_contains':
      return `!${path}.contains(${text(first)})`;
    case 'starts_with':
      return `${path}.startsWith(${text(first)})`;
    case 'ends_with':
      return `${path}.endsWith(${text(first)})`;
    case 'has_any':
    case 'has_none':
    case 'has_all':
      return `${operator === 'has_none' ? '!' : ''}${path}.${operator === 'has_all' ? 'hasAll' : 'hasAny'}([${values.map(text).join(', ')}])`;
    case 'between':
      return `(${path} >= ${literal(first, type)} && ${path} <= ${literal(second, type)})`;
    case 'passed':
      return `${path} < ${upToNow(type)}`;
    case 'ahead':
      return `${path} > ${upToNow(type)}`;
    case 'last_days':
      return `(${path} >= today() - days(${first}) && ${path} <= ${upToNow(type)})`;
    case 'next_days':
      return `(${path} >= ${fromNow(type)} && ${path} <= today() + days(${first}))`;
    case 'this_month':
      return `(year(${path}) == year(today()) && month(${path}) == month(today()))`;
    case 'this_quarter':
      return `(year(${path}) == year(today()) && quarter(${path}) == quarter(today()))`;
    case 'this_year':
      return `year(${path}) == year(today())`;
    case 'within':
      return `distance(${path}, place(${first}, ${second})) <= ${values[2] ?? ''}`;
    case 'is':
    case 'is_not':
      return equality(path, operator === 'is', values, type);
    default:
      return `${path} ${{ gt: '>', gte: '>=', lt: '<', lte: '<=' }[operator]} ${literal(first, type)}`;
  }
}

function equality(path: string, equal: boolean, values: readonly string[], type: FieldType): string {
  if (values.length === 1) return `${path} ${equal ? '==' : '!='} ${literal(values[0] ?? '', type)}`;
  const list = `${path} in [${values.map((value) => literal(value, type)).join(', ')}]`;
  return equal ? list : `!(${list})`;
}

function literal(value: string, type: FieldType): string {
  if (type === 'lookup' && value === ME) return ME;
  if (type === 'datetime') return `timestamp(${text(value)})`;
  if (['integer', 'number', 'money', 'percent', 'decimal', 'boolean'].includes(type)) return value;
  return text(value);
}

const text = (value: string): string => JSON.stringify(value);

const upToNow = (type: FieldType): string => (type === 'datetime' ? 'now()' : 'today()');
const fromNow = upToNow;
