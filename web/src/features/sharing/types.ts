export type PrincipalKind = 'everyone' | 'user' | 'team' | 'queue' | 'territory' | 'org_role';
export type Level = 'read' | 'edit';
export type Sharing = 'private' | 'read' | 'public';

export interface PrincipalRef {
  kind: PrincipalKind;
  id: string | null;
}

export interface Principal {
  kind: PrincipalKind | 'gone';
  id: string | null;
  name: string;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface ObjectSharing {
  object: string;
  label: string;
  icon: string;
  sharing: Sharing;
  rules: number;
}

export interface RecomputeState {
  id: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  done: number;
  total: number | null;
}

export interface SharingOverview {
  data: ObjectSharing[];
  job: RecomputeState | null;
}

export interface RuleDraft {
  shared_with: PrincipalRef;
  condition: string;
  owned_by: PrincipalRef | null;
  level: Level;
  active: boolean;
}

export interface Rule {
  id: string;
  object: string;
  name: string;
  condition: string;
  owned_by: Principal | null;
  shared_with: Principal;
  level: Level;
  active: boolean;
  problem: string | null;
  job_id: string | null;
  job_state: string | null;
}

export interface PreviewRequest {
  object: string;
  sharing?: Sharing;
  rule?: RuleDraft;
  replaces?: string;
}

export interface Preview {
  examined: number;
  total: number;
  gained: number;
  lost: number;
  sample: { id: string; name: string | null; gained: boolean; lost: boolean }[];
}

export interface Share {
  shared_with: Principal;
  reason: 'manual' | 'team';
  level: Level;
  part: string | null;
  created_by: { id: string; name: string } | null;
  created_at: string;
}

export interface ShareList {
  data: Share[];
  may_share: boolean;
  team: boolean;
}

export interface SharePut {
  shared_with: PrincipalRef;
  level: Level;
  reason: 'manual' | 'team';
  part?: string | null;
}

export interface Grant {
  to: Principal;
  level: Level;
  reason: 'default' | 'owner' | 'owner_role' | 'rule' | 'manual' | 'team';
  rule: { id: string; name: string } | null;
  part: string | null;
  text: string;
}

export interface Verdict {
  user: { id: string; name: string };
  reads: boolean;
  edits: boolean;
  above_sharing: boolean;
  because: (Grant & { via: string })[];
  why_not: { code: string; text: string }[];
  field: { name: string; label: string; sees: boolean; edits: boolean; text: string } | null;
}

export interface Access {
  sharing: Sharing;
  up_to_date: boolean;
  may_share: boolean;
  team: boolean;
  grants: Grant[];
  verdict: Verdict;
}

export interface PersonAccess {
  user: { id: string; name: string };
  title: string | null;
  reads: boolean;
  edits: boolean;
  above_sharing: boolean;
  text: string;
}
