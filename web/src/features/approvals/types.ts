/** Requests for approval as the API speaks of them. */
import type { components } from '@/api/schema';
import type { RecordValues } from '@/api/types';

type Schemas = components['schemas'];

export type Person = Schemas['PersonRead'];
export type ApprovalFile = Schemas['FileRead'];
export type Task = Schemas['TaskRead'];
export type TaskState = Task['state'];
export type RequestStep = Schemas['ApprovalStep'];
export type StepState = RequestStep['state'];
export type Mode = RequestStep['mode'];
export type TrailEntry = Schemas['TrailEntry'];
export type ApprovalSummary = Schemas['ApprovalSummary'];
export type RequestState = ApprovalSummary['state'];
export type ApprovalPage = Schemas['ApprovalPage'];
export type StepAhead = Schemas['StepAhead'];
export type Preview = Schemas['ApprovalPreview'];
export type Outcome = Schemas['DecisionOutcome'];
export type Decision = Schemas['OneOfMany']['decision'];
export type StandIn = Schemas['StandInRead'];
export type Letter = Schemas['LetterShown'];
export type LetterDone = Schemas['LetterDone'];
export type Action = Schemas['ApprovalRead']['may'][number];

/** What the reader may see of the record; without a title he may not see which one it is. */
export type Approval = Omit<Schemas['ApprovalRead'], 'record'> & {
  record: Omit<Schemas['RecordShown'], 'values'> & { values: RecordValues };
};

/** `pending` locks the record. */
export type RecordApprovals = Omit<Schemas['ApprovalsOfRecord'], 'pending'> & { pending: Approval | null };
