/** Body of a definition of the kind `assignment_rule`. */

export type AssigneeKind = 'user' | 'queue' | 'team' | 'territory';

export interface Assignee {
  kind: AssigneeKind;
  /** A person's email, or the name of a queue, team or territory. */
  name: string;
  weights?: Record<string, number>;
  capacity?: number | null;
}

export interface AssignmentEntry {
  when: string;
  to: Assignee;
}

export interface AssignmentRule {
  on: 'create' | 'change' | 'both';
  entries: AssignmentEntry[];
}

export const BLANK: AssignmentRule = { on: 'create', entries: [{ when: '', to: { kind: 'team', name: '' } }] };
