/** What is being written, and the activity it becomes. Pure functions. */
import type { Lookup, RecordValues } from '@/api/types';
import { subjectAndBody } from '../activity';
import { dueFromText } from '../dueDates';
import type { ActivityKind } from '../types';

export interface Draft {
  kind: ActivityKind;
  text: string;
  /** A task's date as chosen; `undefined` while the words may still decide. */
  due: string | null | undefined;
  startsAt: string | null;
  minutes: number;
  owner: Lookup | null;
}

export const emptyDraft = (kind: ActivityKind = 'note'): Draft => ({ kind, text: '', due: undefined, startsAt: null, minutes: 60, owner: null });

export const isEmpty = (draft: Draft): boolean => draft.text.trim() === '';

/** The chosen date, or the one that the words name. */
export function dueOf(draft: Draft, timezone: string, now: string): string | null {
  return draft.due === undefined ? dueFromText(draft.text, timezone, now) : draft.due;
}

export function valuesOf(draft: Draft, timezone: string, now: string): RecordValues {
  const values: RecordValues = { type: draft.kind, ...subjectAndBody(draft.text) };
  if (draft.owner) values.owner = draft.owner;
  switch (draft.kind) {
    case 'task':
      return { ...values, due_at: dueOf(draft, timezone, now), done: false };
    case 'call':
      return { ...values, starts_at: draft.startsAt ?? now, done: true };
    case 'meeting': {
      const start = draft.startsAt ?? now;
      const end = new Date(new Date(start).getTime() + draft.minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
      return { ...values, starts_at: start, ends_at: end, done: start <= now };
    }
    case 'note':
      return { ...values, done: true };
  }
}
