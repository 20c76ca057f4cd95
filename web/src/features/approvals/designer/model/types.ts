/** The body of a definition of the kind `approval`: who is asked, in which order, and what follows. */
import type { Labels } from '@/api/types';

export type Whose = 'submitter' | 'owner' | 'approver';

/** Somebody to be asked; which of the parts there are says how the person is found. */
export interface Approver {
  user?: string;
  role?: string;
  team?: string;
  queue?: string;
  manager_of?: Whose;
  levels?: number;
  whole_chain?: boolean;
  /** The chain ends with the first one for whom this holds. */
  until?: string | null;
  field?: string;
  formula?: string;
}

export const APPROVER_KINDS = ['manager_of', 'role', 'team', 'queue', 'user', 'field', 'formula'] as const;
export type ApproverKind = (typeof APPROVER_KINDS)[number];

export const MODES = ['any', 'all', 'in_order'] as const;
export type Mode = (typeof MODES)[number];

export const AFTER_DEADLINE = ['remind', 'escalate', 'approve', 'reject'] as const;
/** One of the three lengths: of the clock, or by the company's working calendar. */
export interface Deadline {
  hours?: number | null;
  working_hours?: number | null;
  working_days?: number | null;
  then?: (typeof AFTER_DEADLINE)[number];
  to?: Approver | null;
}

export const ALLOWANCES = ['delegate', 'add_signer', 'return'] as const;
export type Allowance = (typeof ALLOWANCES)[number];

/** What is only done with a comment. */
export const SPOKEN = ['approve', 'reject', 'return'] as const;
export type Spoken = (typeof SPOKEN)[number];
export const NEEDS_COMMENT: Spoken[] = ['reject', 'return'];

export const WHEN_NOBODY = ['administrators', 'skip', 'reject'] as const;
export const SAME_PERSON = ['skip', 'ask'] as const;

/** What is left out is as the server has it: `mode` any, all allowances, and so on. People are asked, or branches of steps run side by side. */
export interface Step {
  name: string;
  label?: Labels;
  condition?: string | null;
  approvers?: Approver[];
  mode?: Mode;
  deadline?: Deadline | null;
  allows?: Allowance[];
  needs_comment?: Spoken[];
  when_nobody?: (typeof WHEN_NOBODY)[number];
  same_person?: (typeof SAME_PERSON)[number];
  parallel?: Step[][];
  join?: 'all' | 'any';
}

export const OUTCOMES = ['on_submitted', 'on_approved', 'on_rejected', 'on_withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Fields by name, each with the expression that gives its value. */
export interface Follows {
  set?: Record<string, string>;
}

export interface Body extends Partial<Record<Outcome, Follows | null>> {
  description?: Labels | null;
  condition?: string | null;
  submitters?: 'editors' | Approver[];
  editable?: string[];
  steps: Step[];
  summary?: string[];
  letters?: boolean;
}

export const isParallel = (step: Step): boolean => (step.parallel?.length ?? 0) > 0;
