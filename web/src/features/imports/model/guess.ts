/** Guesses from a file's name and header which object its rows are. */
import type { ObjectMeta } from '@/api/types';
import { headerWords, nameWords } from './words';

export interface Guess {
  object: string | null;
  /** Between 0 and 1. */
  confidence: number;
}

const NAME_POINTS = 3;
const HEADER_POINTS = 1;
/** The first column usually names the thing itself. */
const FIRST_COLUMN_POINTS = 2;

export function guessObject(fileName: string, header: readonly string[], objects: readonly ObjectMeta[]): Guess {
  const scored = objects
    .filter((object) => object.permissions.import)
    .map((object) => ({ object: object.name, points: pointsOf(object, plain(stem(fileName)), header.map(plain)) }))
    .sort((left, right) => right.points - left.points);
  const [first, second] = scored;
  if (!first || first.points === 0 || first.points === second?.points) return { object: null, confidence: 0 };
  return { object: first.object, confidence: (first.points - (second?.points ?? 0)) / first.points };
}

function pointsOf(object: ObjectMeta, name: string, header: string[]): number {
  const known = new Set([
    ...object.fields.flatMap((field) => (field.name === 'name' ? [] : [plain(field.name), plain(field.label)])),
    ...(headerWords[object.name] ?? []).map(plain),
  ]);
  const names = [object.name, object.label, object.plural_label, ...(nameWords[object.name] ?? [])].map(plain);
  const byName = names.some((word) => word && name.includes(word)) ? NAME_POINTS : 0;
  const byFirst = header[0] && names.some((word) => header[0] === word || header[0] === `${word}name`) ? FIRST_COLUMN_POINTS : 0;
  return byName + byFirst + header.filter((cell) => known.has(cell)).length * HEADER_POINTS;
}

export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function stem(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '');
}

/** Files that others refer to come first: people and products before companies, deals last. */
const ORDER = ['user', 'product', 'account', 'contact', 'lead', 'deal', 'activity'];

export function importOrder(object: string | null): number {
  const place = ORDER.indexOf(object ?? '');
  return place < 0 ? ORDER.length : place;
}
