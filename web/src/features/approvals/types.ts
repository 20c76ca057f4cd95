/** Requests for approval as the API speaks of them. */
import type { RecordValues } from '@/api/types';

export interface Person {
  id: string;
  name: string;
}

export interface ApprovalFile {
  id: string;
  name: string;
  size: number;
}

export type RequestState = 'pending' | 'returned' | 'approved' | 'rejected' | 'withdrawn';
export type TaskState = 'later' | 'held' | 'waiting' | 'approved' | 'rejected' | 'returned' | 'moot';
export type StepState = 'pending' | 'active' | 'approved' | 'rejected' | 'skipped';
export type Action = 'approve' | 'reject' | 'return' | 'delegate' | 'add_signer' | 'withdraw' | 'urge' | 'resubmit' | 'comment';
export type Mode = 'any' | 'all' | 'in_order';

export interface Task {
  id: string;
  step: string;
  round: number;
  person: Person;
  state: TaskState;
  where: 'step' | 'before' | 'after' | 'beside';
  added_by: Person | null;
  delegated_from: Person | null;
  asked_at: string | null;
  due_at: string | null;
  decided_at: string | null;
  decided_by: Person | null;
  how: 'person' | 'letter' | 'deadline' | 'same_person' | null;
  comment: string | null;
  files: ApprovalFile[];
}

export interface RequestStep {
  name: string;
  label: string;
  state: StepState;
  mode: Mode;
  join: 'all' | 'any' | null;
  tasks: Task[];
  parallel: RequestStep[][];
}

export const TRAIL_KINDS = [
  'submitted', 'asked', 'approved', 'rejected', 'returned', 'resubmitted', 'withdrawn', 'delegated', 'signers_added',
  'urged', 'commented', 'skipped', 'reminded', 'escalated', 'replaced', 'finished', 'not_set',
] as const;
export type TrailKind = (typeof TRAIL_KINDS)[number];

export interface TrailEntry {
  at: string;
  kind: TrailKind;
  person: Person | null;
  step: string | null;
  step_label: string | null;
  people: Person[];
  comment: string | null;
  files: ApprovalFile[];
  how: string | null;
}

export interface Approval {
  id: string;
  process: string;
  label: string;
  state: RequestState;
  /** What the reader may see of the record; without a title he may not see which one it is. */
  record: { object: string; id: string; title: string | null; visible: boolean; fields: string[]; values: RecordValues };
  submitter: Person;
  submitted_at: string;
  finished_at: string | null;
  steps: RequestStep[];
  trail: TrailEntry[];
  may: Action[];
  return_to: { name: string; label: string }[];
  editable: string[];
  /** For the reader's open tasks: what is only done with a comment. */
  needs_comment?: ('approve' | 'reject' | 'return')[];
}

export interface ApprovalSummary {
  id: string;
  process: string;
  label: string;
  state: RequestState;
  object: string;
  record_id: string;
  title: string | null;
  submitter: Person;
  submitted_at: string;
  finished_at: string | null;
  step: string | null;
  step_label: string | null;
  /** The first ten. */
  waiting_for: Person[];
  task: { id: string; state: TaskState; asked_at: string | null; due_at: string | null; decided_at: string | null; delegated_from: Person | null } | null;
}

export interface ApprovalPage {
  data: ApprovalSummary[];
  next_cursor: string | null;
  /** Up to 100. */
  waiting: number;
}

export interface RecordApprovals {
  available: { name: string; label: string; description: string | null }[];
  requests: ApprovalSummary[];
  /** Locks the record. */
  pending: Approval | null;
}

export interface StepAhead {
  name: string;
  label: string;
  skipped: boolean;
  mode: Mode;
  join: 'all' | 'any' | null;
  people: Person[];
  when_nobody: 'administrators' | 'skip' | 'reject' | null;
  parallel: StepAhead[][];
}

export interface Preview {
  process: string;
  label: string;
  steps: StepAhead[];
}

export type Decision = 'approve' | 'reject';

export interface Outcome {
  request: string;
  done: boolean;
  state: RequestState | null;
  code: string | null;
  detail: string | null;
}

export interface StandIn {
  id: string;
  user: Person;
  to: Person;
  first: string;
  last: string;
  processes: string[] | null;
  created_by: Person;
}
