import type { Job } from '@/api/types';
import { isOver } from '@/api/jobs';

/** How long what came of a job is told again after a reload. */
const TOLD_MS = 60 * 60_000;
const MOST_HIDDEN = 50;

export type Verb = 'update' | 'delete' | 'undo';

export function verbOf(job: Job): Verb {
  if (job.kind === 'change_sets.undo') return 'undo';
  return job.about.delete ? 'delete' : 'update';
}

/**
 * Which of the jobs that somebody started are worth telling him of: those under way, and those that ended lately, until
 * he hides them. A change that is being taken back, or was, gives way to the job that does it.
 */
export function worthTelling(jobs: readonly Job[], hidden: readonly string[], now: number): Job[] {
  const takenBack = new Set(jobs.filter((job) => verbOf(job) === 'undo').map((job) => job.about.change_set_id));
  return jobs.filter((job) => {
    if (hidden.includes(job.id)) return false;
    if (verbOf(job) !== 'undo' && takenBack.has(job.about.change_set_id)) return false;
    return !isOver(job) || (job.finished_at !== null && now - Date.parse(job.finished_at) < TOLD_MS);
  });
}

export function alsoHidden(hidden: readonly string[], jobId: string): string[] {
  return [jobId, ...hidden.filter((id) => id !== jobId)].slice(0, MOST_HIDDEN);
}
