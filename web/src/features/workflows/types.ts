/** Workflows as the API speaks of them. */
import type { components } from '@/api/schema';
import type { FieldScalar } from '@/api/types';

type Schemas = components['schemas'];
export type WorkflowSummary = Schemas['WorkflowSummary'];
export type WorkflowPage = Schemas['WorkflowPage'];
export type RunRead = Schemas['RunRead'];
export type RunPage = Schemas['RunPage'];
export type RunDetails = Schemas['RunDetails'];
export type StepRead = Schemas['StepRead'];
export type Tested = Schemas['Tested'];
export type NodeCount = Schemas['NodeCount'];
export type RunState = RunRead['state'];

export type TriggerType =
  | 'record_created'
  | 'record_changed'
  | 'record_deleted'
  | 'stage_entered'
  | 'date_reached'
  | 'schedule'
  | 'manual'
  | 'webhook'
  | 'form_submitted'
  | 'approval_finished'
  | 'called';

export interface HookField {
  name: string;
  path: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'datetime';
  required?: boolean;
}

export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

export const APPROVAL_OUTCOMES = ['approved', 'rejected', 'withdrawn'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

/** What starts a workflow; which of the parts there are depends on the type. */
export interface Trigger {
  type: TriggerType;
  fields?: (FieldChange | HookField)[];
  stages?: string[];
  field?: string;
  days?: number;
  at?: string;
  cron?: string;
  filter?: string;
  places?: ('record' | 'list')[];
  match_field?: string | null;
  match_value?: string | null;
  form?: string;
  outcomes?: ApprovalOutcome[];
  /** Approval processes by name; none for any. */
  processes?: string[];
}

export const STEP_TYPES = [
  'branch', 'wait', 'loop', 'run_workflow', 'stop', 'update_record', 'create_record', 'assign', 'approval', 'notify', 'send_mail', 'call_webhook',
] as const;
export type KnownStepType = (typeof STEP_TYPES)[number];

export interface Step {
  key: string;
  type: string;
  label?: string;
  settings: Record<string, unknown>;
  next: Record<string, string>;
}

export interface Body {
  trigger: Trigger;
  steps: Step[];
  condition: string;
  first?: string | null;
  description: string;
}

export interface Declared {
  name: string;
  object: string;
  label: { en: string; 'zh-CN': string };
  active: boolean;
  body: Body;
  version: number;
}

export interface FieldSetting {
  field: string;
  value?: FieldScalar;
  expression?: string;
  template?: string;
}

export interface Person {
  kind: 'person' | 'field' | 'team' | 'queue' | 'role' | 'cause';
  name?: string;
  round_robin?: boolean;
}

export interface BranchWay {
  name: string;
  condition: string;
  label?: string;
}
