/** Shapes of the JSON that the server speaks. Names follow the API, snake_case included. */

import type { StageKind } from './objectTypes';

export type * from './objectTypes';

export interface Lookup {
  id: string;
  name: string;
}

/** A record of one of several objects. Without a name where the reader does not see it. */
export interface MixedLookup {
  object: string;
  id: string;
  name: string | null;
}

/** A file that a field of a record holds; with a width where it is a picture that has a thumbnail. */
export interface HeldFile {
  id: string;
  name: string;
  size: number;
  type: string;
  width?: number | null;
  height?: number | null;
}

/** Any number of records in one field: the first by name, how many in all; while it is edited, what is added and removed. */
export interface LinkedRecords {
  items: Lookup[];
  count: CappedCount;
  add?: string[];
  remove?: string[];
}

export type FieldScalar = string | number | boolean | null | Lookup | string[] | LinkedRecords | MixedLookup | HeldFile[] | Record<string, string | number>;

/** A record is flat: lookups are `{id, name}`, choices are codes, money is a decimal string. */
export interface CrmRecord {
  id: string;
  name: string;
  version: number;
  [field: string]: FieldScalar | undefined;
}

export type RecordValues = Record<string, FieldScalar | undefined>;

export interface CappedCount {
  value: number;
  capped: boolean;
}

export interface RecordPage {
  data: CrmRecord[];
  next_cursor: string | null;
  count: CappedCount | null;
}

export interface BoardColumn {
  value: string | boolean | null;
  /** None for yes, no and "no value". */
  label: string | null;
  color?: string | null;
  kind?: StageKind;
  /** Condition of the column; the object's list with it, the board's sort and `next_cursor` continues the column. */
  filter?: string;
  count: CappedCount;
  total: string | null;
  data: CrmRecord[];
  next_cursor: string | null;
}

export interface Board {
  columns: BoardColumn[];
}

export interface CreateAnswer {
  ids: string[];
  change_set_id: string;
}

export interface UndoAnswer {
  reverted: number;
  kept: { object: string; record_id: string; name: string; fields: string[]; reason: string }[];
  change_set_id: string | null;
  job_id?: string;
}

export type Role = 'admin' | 'member' | 'viewer';
export type ThemeChoice = 'light' | 'dark' | 'auto';

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: string;
  timezone: string;
  theme: ThemeChoice;
  title?: string | null;
}

export interface SessionTenant {
  id: number | string;
  name: string;
  slug: string;
  currency: string;
  /** Those beside it that new amounts may be in. */
  currencies: string[];
  timezone: string;
  locale: string;
}

export interface CompanyChoice {
  id: number | string;
  name: string;
  slug: string;
}

export interface Session {
  user: SessionUser;
  tenant: SessionTenant;
  /** Every company that the person may enter, this one included. */
  tenants: CompanyChoice[];
  csrf_token: string;
  permissions: string[];
  /** The reader is an operator, here with an administrator's approval. */
  support: SupportHere | null;
}

export interface SupportHere {
  operator: string;
  reason: string;
  level: string;
  expires_at: string;
}

export type ViewKind = 'list' | 'board';

export interface SavedView {
  id: string;
  object: string;
  name: string;
  kind: ViewKind;
  filter: string | null;
  sort: string | null;
  columns: string[];
  pipeline?: string | null;
  /** Field whose values are the columns of the board. */
  group_by?: string | null;
  shared: boolean;
  owner?: Lookup | null;
  /** Views are changed and deleted by their owner and by administrators. */
  mine?: boolean;
  /** Parts that need fields hidden from the reader; with the filter among them the view cannot be used. */
  unavailable?: ('filter' | 'sort' | 'columns' | 'group_by')[];
}

export interface SearchHit {
  object: string;
  id: string;
  title: string;
  subtitle: string | null;
}

export interface MassUpdateAnswer {
  change_set_id: string;
  updated?: number;
  job_id?: string;
  refused?: { id?: string; name?: string; errors?: { field: string; code: string; detail: string }[] }[];
}

export interface Invitation {
  id: string;
  email: string;
  name?: string | null;
  role: Role;
  /** Only in the answer to the call that created it. */
  url?: string;
  expires_at: string;
  created_at?: string;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  created_at: string;
  last_used_at: string | null;
  token?: string;
}

export interface ListOf<T> {
  data: T[];
}

export type * from './jobTypes';
