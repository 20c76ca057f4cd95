/** Packages as the server tells of them. */
export type Take = 'mine' | 'package';
export type Action = 'add' | 'change' | 'keep' | 'remove' | 'conflict' | 'unchanged';

export interface InstalledPackage {
  name: string;
  version: string;
  label: string;
  description: string;
  parts: Record<string, number>;
  changed_here: number;
  updated_at: string;
}

export interface BundledPackage {
  name: string;
  version: string;
  label: string;
  description: string;
  sample_records: number;
}

export interface PlannedPart {
  type: string;
  key: string;
  label: string;
  action: Action;
  fields: string[];
}

export interface Plan {
  name: string;
  version: string;
  installed_version: string | null;
  parts: PlannedPart[];
  counts: Partial<Record<Action, number>>;
  sample_records: number;
}

export interface PackageProblem {
  code: string;
  detail: string;
  place: string | null;
}

export interface Validation {
  name: string | null;
  version: string | null;
  problems: PackageProblem[];
}

export interface Installation {
  change_set_id: string | null;
  plan: Plan;
}

export interface Removal {
  change_set_id: string | null;
  removed: number;
  kept: PlannedPart[];
}
