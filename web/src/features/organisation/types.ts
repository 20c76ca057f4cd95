/** Shapes of the organisation as the server speaks them. */
import type { components } from '@/api/schema';

export type OrganisationEdit = components['schemas']['OrganisationEdit'];
export type AccessPreview = components['schemas']['AccessPreview'];
export type AccessChange = components['schemas']['AccessChange'];
export type UserPlace = components['schemas']['UserPlace'];

export interface Position {
  id: string;
  name: string;
  parent_id: string | null;
  holders: number;
  children: number;
  version: number;
}

export type TeamKind = 'team' | 'queue' | 'territory';

export interface Team {
  id: string;
  name: string;
  kind: TeamKind;
  description: string;
  members: number;
  mine: boolean;
  /** Under which a queue owns records. */
  user_id: string | null;
  version: number;
}

export interface TeamDetails extends Team {
  holdings: { object: string; label: string; count: number; capped: boolean }[];
}

export interface Member {
  id: string;
  name: string;
  title: string | null;
  status: string;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface MembersChanged {
  added: number;
  removed: number;
  job_id: string | null;
  change_set_id: string | null;
}

export interface Followed {
  job_id: string | null;
  change_set_id: string | null;
}
