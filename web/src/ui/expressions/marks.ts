/** What the layer behind the text shows: kinds of word, and where something is wrong. Pure functions. */
import type { ExpressionProblem } from './types';

export type MarkKind = 'text' | 'number' | 'function' | 'word' | 'name' | 'plain';

export interface Mark {
  kind: MarkKind;
  text: string;
  wrong: boolean;
}

const TOKEN = /("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|(\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(\s+|.)/g;
const WORDS = new Set(['true', 'false', 'null', 'me', 'in']);

/** The character, from 0, at a line and a column from 1; the end of the text for a place beyond it. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

/** The text in pieces, cut where the problem begins and ends. A problem at the very end marks the last character. */
export function marksOf(text: string, problem: ExpressionProblem | null): Mark[] {
  let [from, to] = [-1, -1];
  if (problem) {
    from = offsetOf(text, problem.line, problem.column);
    if (from >= text.length) from = Math.max(text.trimEnd().length - 1, 0);
    to = from + Math.max(problem.length, 1);
  }
  const marks: Mark[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [piece] = match;
    const start = match.index;
    const cuts = [0, from - start, to - start, piece.length].filter((cut) => cut >= 0 && cut <= piece.length).sort((a, b) => a - b);
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const [begin, end] = [cuts[at]!, cuts[at + 1]!];
      if (begin < end) marks.push({ kind: kindOf(match, text), text: piece.slice(begin, end), wrong: start + begin >= from && start + end <= to });
    }
  }
  return marks;
}

function kindOf(match: RegExpMatchArray, text: string): MarkKind {
  if (match[1]) return 'text';
  if (match[2]) return 'number';
  if (!match[3]) return 'plain';
  if (WORDS.has(match[3])) return 'word';
  return text[(match.index ?? 0) + match[3].length] === '(' ? 'function' : 'name';
}

const ABOUT_A_RECORD = new Set(['expression_bad_id', 'expression_argument_type', 'expression_not_ordered']);

/**
 * Whether what is wrong is judged elsewhere: a name that begins with one of these words and a dot, or a record of this name that is
 * compared with what it is called.
 */
export function isOpen(problem: ExpressionProblem, text: string, words: readonly string[] | undefined): boolean {
  if (!words) return false;
  if (ABOUT_A_RECORD.has(problem.code)) return words.some((word) => new RegExp(`(^|[^\\w.])${word}(?![\\w])`).test(text));
  if (problem.code !== 'expression_unknown_field') return false;
  const line = text.split('\n')[problem.line - 1] ?? '';
  const name = line.slice(problem.column - 1);
  return words.some((word) => name.startsWith(`${word}.`));
}
