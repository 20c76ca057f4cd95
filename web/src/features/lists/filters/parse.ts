/** CEL → conditions, for the texts that `compile.ts` writes and their close kin. `null` means: too clever for the bar. */
import type { FieldType } from '@/api/types';
import { ME, type Condition, type Operator } from './model';
import { compileCondition, type TypeOf } from './compile';

const PATH = '([a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*){0,2})';
const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const LITERAL = `(${STRING}|-?\\d+(?:\\.\\d+)?|true|false|me|timestamp\\(${STRING}\\)|date\\(${STRING}\\))`;

export function parseFilter(cel: string, typeOf: TypeOf): Condition[] | null {
  const source = cel.trim();
  if (source === '' || source === 'true') return [];
  const parts = splitConjunction(source);
  if (!parts) return null;
  const conditions = parts.map(parseAtom);
  const known = conditions.every((condition, index) => condition !== null && suits(condition, typeOf(condition.path), parts[index] ?? ''));
  return known ? (conditions as Condition[]) : null;
}

/** Splits at `&&` outside of strings and brackets; refuses anything with `||` or `?` there. */
export function splitConjunction(source: string): string[] | null {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '"') {
      index = endOfString(source, index);
      if (index < 0) return null;
    } else if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (depth === 0 && (source.startsWith('||', index) || character === '?')) return null;
    else if (depth === 0 && source.startsWith('&&', index)) {
      parts.push(source.slice(start, index).trim());
      index += 1;
      start = index + 1;
    }
  }
  if (depth !== 0) return null;
  parts.push(source.slice(start).trim());
  return parts;
}

function endOfString(source: string, start: number): number {
  for (let index = start + 1; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === '"') return index;
  }
  return -1;
}

type Reader = (match: string[]) => Condition;

const at = (match: string[], index: number): string => match[index] ?? '';
const make = (path: string, operator: Operator, ...values: string[]): Condition => ({ path, operator, values });

const COMPARISONS: Record<string, Operator> = { '==': 'is', '!=': 'is_not', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' };
const METHODS: Record<string, Operator> = { contains: 'contains', startsWith: 'starts_with', endsWith: 'ends_with' };
const NOW = '(?:today|now)\\(\\)';

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';

const READERS: [RegExp, Reader][] = [
  [re(`distance\\(${PATH}, place\\(${NUMBER}, ${NUMBER}\\)\\) <= ${NUMBER}`), (m) => make(at(m, 1), 'within', at(m, 2), at(m, 3), at(m, 4))],
  [re(`${PATH} (==|!=) null`), (m) => make(at(m, 1), at(m, 2) === '==' ? 'empty' : 'not_empty')],
  [re(`!${PATH}\\.contains\\((${STRING})\\)`), (m) => make(at(m, 1), 'not_contains', unquote(at(m, 2)))],
  [
    re(`${PATH}\\.(contains|startsWith|endsWith)\\((${STRING})\\)`),
    (m) => make(at(m, 1), METHODS[at(m, 2)] ?? 'contains', unquote(at(m, 3))),
  ],
  [re(`(!?)${PATH}\\.(hasAny|hasAll)\\(\\[(.*)\\]\\)`), readChosen],
  [re(`(${STRING}) in ${PATH}`), (m) => make(at(m, 2), 'has_any', unquote(at(m, 1)))],
  [re(`\\(${PATH} >= today\\(\\) - days\\((\\d+)\\) && \\1 <= ${NOW}\\)`), (m) => make(at(m, 1), 'last_days', at(m, 2))],
  [re(`\\(${PATH} >= ${NOW} && \\1 <= today\\(\\) \\+ days\\((\\d+)\\)\\)`), (m) => make(at(m, 1), 'next_days', at(m, 2))],
  [
    re(`\\(year\\(${PATH}\\) == year\\(today\\(\\)\\) && (month|quarter)\\(\\1\\) == \\2\\(today\\(\\)\\)\\)`),
    (m) => make(at(m, 1), at(m, 2) === 'month' ? 'this_month' : 'this_quarter'),
  ],
  [re(`${PATH} (<|>) ${NOW}`), (m) => make(at(m, 1), at(m, 2) === '<' ? 'passed' : 'ahead')],
  [re(`year\\(${PATH}\\) == year\\(today\\(\\)\\)`), (m) => make(at(m, 1), 'this_year')],
  [
    re(`\\(${PATH} >= ${LITERAL} && \\1 <= ${LITERAL}\\)`),
    (m) => make(at(m, 1), 'between', unquote(at(m, 2)), unquote(at(m, 3))),
  ],
  [re(`(!?)\\(?${PATH} in \\[(.*)\\]\\)?`), readMembership],
  [re(`${PATH} (==|!=|>=|<=|>|<) ${LITERAL}`), (m) => make(at(m, 1), COMPARISONS[at(m, 2)] ?? 'is', unquote(at(m, 3)))],
];

function re(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(' ', '\\s*')}$`, 's');
}

function parseAtom(source: string): Condition | null {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(source);
    if (match) {
      const condition = read(match);
      if (condition.path) return condition;
    }
  }
  return null;
}

function readMembership(match: string[]): Condition {
  const items = at(match, 3).match(new RegExp(LITERAL, 'gs')) ?? [];
  const whole = items.join('').length === at(match, 3).replace(/,\s*(?=(?:"|-|\d|t|f|m))/g, '').trim().length;
  const path = whole && items.length > 0 ? at(match, 2) : '';
  return make(path, at(match, 1) ? 'is_not' : 'is', ...items.map(unquote));
}

function readChosen(match: string[]): Condition {
  const items = at(match, 4).match(new RegExp(STRING, 'gs')) ?? [];
  const whole = items.join('').length === at(match, 4).replace(/,\s*(?=")/g, '').trim().length;
  const every = at(match, 3) === 'hasAll';
  const path = whole && items.length > 0 && !(every && at(match, 1)) ? at(match, 2) : '';
  return make(path, every ? 'has_all' : at(match, 1) ? 'has_none' : 'has_any', ...items.map(unquote));
}

function unquote(literal: string): string {
  const inner = /^(?:timestamp|date)\((.*)\)$/s.exec(literal)?.[1] ?? literal;
  if (!inner.startsWith('"')) return inner === 'me' ? ME : inner;
  try {
    return JSON.parse(inner) as string;
  } catch {
    return inner.slice(1, -1);
  }
}

/** A text field called `me` or a number compared as text would be misread: leave those to the advanced mode. */
function suits(condition: Condition, type: FieldType | undefined, source: string): boolean {
  if (type === undefined) return false;
  // A moment before the day began is another thing than one that has passed.
  if (condition.operator === 'passed' || condition.operator === 'ahead') return compileCondition(condition, type) === source;
  const textual = ['contains', 'not_contains', 'starts_with', 'ends_with'].includes(condition.operator);
  const plain = type === 'text' || type === 'long_text' || type === 'rich_text' || type === 'email' || type === 'phone' || type === 'url';
  if (textual) return plain;
  if (condition.operator === 'within' || type === 'geolocation') return type === 'geolocation' && ['within', 'empty', 'not_empty'].includes(condition.operator);
  const ofMany = ['has_any', 'has_all', 'has_none'].includes(condition.operator);
  const holdsMany = type === 'multi_choice' || type === 'links';
  if (ofMany || holdsMany) return holdsMany && (ofMany || ['empty', 'not_empty'].includes(condition.operator));
  if (condition.values.length > 1 && condition.operator !== 'between') return ['choice', 'stage', 'lookup', 'mixed_lookup', 'country', 'currency'].includes(type ?? '');
  return true;
}
