/** The way through an import. The step is in the address; what is possible follows from the import's state. */
import type { ImportState } from './types';
import { missingFields } from './mapping';
import type { ObjectMeta } from '@/api/types';

export const steps = ['reading', 'columns', 'values', 'preview', 'run'] as const;
export type Step = (typeof steps)[number];

export function readStep(raw: unknown): Step | undefined {
  return steps.find((step) => step === raw);
}

const UNDER_WAY = ['analysing', 'checking', 'running'];

export function isUnderWay({ state }: Pick<ImportState, 'state'>): boolean {
  return UNDER_WAY.includes(state);
}

/** Nothing about it can be changed any more. */
export function isOver({ state }: Pick<ImportState, 'state'>): boolean {
  return state === 'running' || state === 'done' || state === 'failed' || state === 'cancelled';
}

export function openQuestions(state: ImportState): number {
  const asked = state.columns.flatMap((column) => column.questions);
  return asked.filter((question) => (question.kind === 'decimal' ? !state.options.decimal : !state.options.date_format)).length;
}

/** Where somebody who comes back without a step in the address should go on. */
export function firstOpenStep(state: ImportState, object: ObjectMeta | null): Step {
  if (isOver(state)) return 'run';
  if (state.state === 'checking') return 'preview';
  if (state.check) return 'preview';
  if (openQuestions(state)) return 'reading';
  if (object && missingFields(object, state).length) return 'columns';
  return 'reading';
}

/** The steps that this import has: without unknown values there is nothing to decide about them. */
export function stepsOf(state: ImportState): Step[] {
  return steps.filter((step) => step !== 'values' || state.unresolved.length > 0);
}

/** What keeps `step` from being left forwards; null when nothing does. */
export function obstacle(step: Step, state: ImportState, object: ObjectMeta): 'questions' | 'fields' | null {
  if (step === 'reading' && openQuestions(state)) return 'questions';
  if (step === 'columns' && missingFields(object, state).length) return 'fields';
  return null;
}

/** A step may be opened when no earlier one has an obstacle. */
export function isReachable(step: Step, state: ImportState, object: ObjectMeta): boolean {
  if (isOver(state)) return step === 'run';
  if (step === 'run') return false;
  const way = stepsOf(state);
  return way.slice(0, way.indexOf(step)).every((earlier) => !obstacle(earlier, state, object));
}

export function neighbour(step: Step, state: ImportState, by: 1 | -1): Step | null {
  const way = stepsOf(state);
  return way[way.indexOf(step) + by] ?? null;
}
