/** What can be said of a request without asking again. */
import type { Action, Approval, Person, RequestStep, Task } from '../types';

export function everyTask(steps: RequestStep[]): Task[] {
  return steps.flatMap((step) => [...step.tasks, ...step.parallel.flatMap(everyTask)]);
}

/** Everybody who is being waited for, each once. */
export function waitingFor(steps: RequestStep[]): Person[] {
  const found = new Map<string, Person>();
  for (const task of everyTask(steps)) if (task.state === 'waiting') found.set(task.person.id, task.person);
  return [...found.values()];
}

/** The innermost steps that are under way. */
export function activeSteps(steps: RequestStep[]): RequestStep[] {
  return steps.flatMap((step) => (step.state !== 'active' ? [] : step.parallel.length ? step.parallel.flatMap(activeSteps) : [step]));
}

export const MAIN: readonly Action[] = ['approve', 'reject', 'resubmit'];
export const MORE: readonly Action[] = ['return', 'delegate', 'add_signer', 'urge', 'withdraw', 'comment'];

/** Whether the form would be refused for want of a comment. */
export function needsComment(request: Approval, action: Action): boolean {
  return (action === 'approve' || action === 'reject' || action === 'return') && request.needs_comment.includes(action);
}

/** The last word said about it: why it came back, what the submitter wrote. */
export function lastWord(request: Approval, kind: 'submitted' | 'returned' | 'rejected'): { text: string; person: Person | null } | null {
  const entry = [...request.trail].reverse().find((one) => one.kind === kind && one.comment);
  return entry?.comment ? { text: entry.comment, person: entry.person } : null;
}

/** Why what the process sets could not be written, as long as it was not: empty where no sentence says it, null where all is well. */
export function unsetReason({ state, trail }: Pick<Approval, 'state' | 'trail'>): string | null {
  if (state === 'pending' || state === 'returned') return null;
  const last = [...trail].reverse().find(({ kind }) => kind === 'not_set' || kind === 'set_again');
  return last?.kind === 'not_set' ? (last.comment ?? '') : null;
}

export function isLate(due: string | null, now: number = Date.now()): boolean {
  return due !== null && new Date(due).getTime() < now;
}
