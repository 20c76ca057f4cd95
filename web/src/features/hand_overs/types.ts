/** What somebody owns, and who shall have it. */
export interface Named {
  id: string;
  name: string;
}

export interface Holding {
  object: string;
  label: string;
  count: number;
  in_bin: number;
  to: Named | null;
}

export interface Place extends Named {
  kind: string;
}

export interface HandOver {
  user: Named;
  kind: 'person' | 'queue';
  status: string;
  deleted: boolean;
  objects: Holding[];
  open_tasks: number;
  total: number;
  places: Place[];
  reports: number;
  views: number;
  sign_ins: number;
  api_keys: number;
  job_id: string | null;
  change_set_id?: string;
}

export type Memberships = 'keep' | 'move' | 'leave';

export interface HandOverRequest {
  to?: string;
  by_object: Record<string, string>;
  memberships: Memberships;
  reports: boolean;
  views: boolean;
  deactivate: boolean;
  reason?: string;
}

export interface HandedOver {
  change_set_id: string;
  handed_over: number;
  places: number;
  reports: number;
  reports_refused: number;
  views: number;
  deactivated: boolean;
  refused_count: number;
}
