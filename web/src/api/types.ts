/** Shapes of the JSON that the server speaks. Names follow the API, snake_case included. */

export type FieldType =
  | 'text' | 'long_text' | 'integer' | 'number' | 'money' | 'percent' | 'date' | 'datetime'
  | 'boolean' | 'choice' | 'stage' | 'lookup' | 'email' | 'phone' | 'url';

export type StageKind = 'open' | 'won' | 'lost';

export interface FieldOption {
  value: string;
  label: string;
  color?: string | null;
  retired?: boolean;
  pipeline?: string;
  kind?: StageKind;
  probability?: number | null;
}

export interface FieldMeta {
  name: string;
  type: FieldType;
  label: string;
  help?: string | null;
  required: boolean;
  read_only: boolean;
  unique: boolean;
  sortable: boolean;
  filterable: boolean;
  groupable: boolean;
  options?: FieldOption[];
  /** Whoever imports may add options. */
  open_options?: boolean;
  /** Object that a lookup points at. */
  target?: string | null;
  max_length?: number | null;
  decimals?: number | null;
  minimum?: number | null;
  maximum?: number | null;
  default?: unknown;
}

export interface StageMeta {
  key: string;
  label: string;
  kind: StageKind;
  probability: number;
  color?: string | null;
}

export interface PipelineMeta {
  key: string;
  label: string;
  stages: StageMeta[];
}

export interface RelationMeta {
  name: string;
  object: string;
  field: string;
  label: string;
}

export interface ObjectPermissions {
  create: boolean;
  read: boolean;
  update: boolean;
  delete: boolean;
  import: boolean;
  export: boolean;
  mass_update: boolean;
}

export interface FormSection {
  key: string;
  label: string;
  fields: string[];
}

export interface ObjectLayouts {
  list: string[];
  form: FormSection[];
  header: string[];
  board: { group_by: string; sum: string | null; card: string[] } | null;
}

export interface ObjectMeta {
  name: string;
  label: string;
  plural_label: string;
  /** Tabler icon name, for example `building`. */
  icon: string;
  title_field: string;
  fields: FieldMeta[];
  relations: RelationMeta[];
  layouts: ObjectLayouts;
  pipelines: PipelineMeta[];
  permissions: ObjectPermissions;
}

export interface Lookup {
  id: string;
  name: string;
}

export type FieldScalar = string | number | boolean | null | Lookup;

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
  value: string | null;
  label: string;
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
  shared: boolean;
  owner?: Lookup | null;
  /** Views are changed and deleted by their owner and by administrators. */
  mine?: boolean;
  /** Parts that need fields hidden from the reader; with the filter among them the view cannot be used. */
  unavailable?: ('filter' | 'sort' | 'columns')[];
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
