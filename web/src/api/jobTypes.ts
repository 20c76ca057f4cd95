/** Jobs, and what those answer that people start from lists. */

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface Job {
  id: string;
  kind: string;
  about: { object: string | null; delete: boolean; change_set_id: string | null };
  state: JobState;
  done: number;
  total: number | null;
  result: unknown;
  error: string | null;
  finished_at: string | null;
}

export interface JobPage {
  data: Job[];
  next_cursor: string | null;
}

/** Of a job that changed or deleted records. `refused` lists the first of them. */
export interface MassUpdateResult {
  updated: number;
  refused_count: number;
  refused: { id: string; name: string | null; errors: { detail: string }[] }[];
}

/** Of a job, which lists some of what it kept and counts all of it. */
export interface UndoResult {
  reverted: number;
  kept_count?: number;
  kept?: { object: string; record_id: string; name: string; fields: string[] }[];
}
