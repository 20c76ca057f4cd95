/** Metadata as the server tells it: objects, their fields, layouts and pipelines. */

export type FieldType =
  | 'text' | 'long_text' | 'integer' | 'number' | 'money' | 'percent' | 'date' | 'datetime'
  | 'boolean' | 'choice' | 'multi_choice' | 'auto_number' | 'duration' | 'stage' | 'lookup' | 'links' | 'email' | 'phone' | 'url'
  | 'rich_text' | 'address' | 'geolocation' | 'currency_amount'
  | 'mixed_lookup' | 'file' | 'image' | 'encrypted_text'
  | PartType;

/** Of parts alone: no field is declared as one. */
export type PartType = 'country' | 'currency' | 'decimal';

export type StageKind = 'open' | 'won' | 'lost';

export interface FieldOption {
  value: string;
  label: string;
  color?: string | null;
  /** In each language, where they differ; only for those who may change them. */
  labels?: Labels;
  retired?: boolean;
  pipeline?: string;
  kind?: StageKind;
  probability?: number | null;
}

/** One text for each language. */
export interface Labels {
  en?: string;
  'zh-CN'?: string;
}

export type IndexState = 'none' | 'filling' | 'ready';

/** What only a field that the company added has. */
export interface CustomMeta {
  searchable: boolean;
  indexable: boolean;
  index: IndexState;
  /** Key of the section of the form that shows the field. */
  section: string;
  labels: Labels;
  helps?: Labels;
  /** Of fields that point to records: the list of those that point to one, on its page. */
  related?: { hidden: boolean; labels?: Labels };
}

export interface RollupMeta {
  object: string;
  lookup: string;
  function: 'count' | 'sum' | 'avg' | 'min' | 'max';
  field?: string;
  condition?: string;
}

/** How automatic numbers look: `HT-{yyyy}-{0000}`. */
export interface Numbering {
  pattern: string;
  restart: 'never' | 'year' | 'month' | 'day';
  start: number;
}

/** Without kinds, files of any. */
export interface FileRules {
  most: number;
  kinds: string[];
  largest_mb?: number | null;
}

/** Which options can be chosen: those that `allowed` lists for what is chosen in another field. */
export interface DependsOn {
  field: string;
  allowed: Record<string, string[]>;
}

/** A part of a field's values, called `field.part`. */
export interface PartMeta {
  name: string;
  type: FieldType;
  label: string;
  sortable: boolean;
  filterable: boolean;
  groupable: boolean;
}

export interface FieldMeta {
  name: string;
  type: FieldType;
  label: string;
  help?: string | null;
  required: boolean;
  read_only: boolean;
  /** The expression that it is computed by; `type` is that of its value. */
  formula?: string;
  /** The figure over related records that it keeps. */
  rollup?: RollupMeta;
  unique: boolean;
  sortable: boolean;
  filterable: boolean;
  groupable: boolean;
  options?: FieldOption[];
  /** Whoever imports may add options. */
  open_options?: boolean;
  /** Object that a lookup points at. */
  target?: string | null;
  /** Objects of which a lookup to several points at one. */
  targets?: string[];
  /** Its records are parts of those it points to. */
  detail_of?: boolean;
  /** Such a record may be moved to another one. */
  reparentable?: boolean;
  max_length?: number | null;
  /** Of an amount: the field that has the same in a currency of its own. */
  foreign?: string;
  /** Of that field: the amount that follows it. */
  converts_to?: string;
  decimals?: number | null;
  minimum?: number | null;
  maximum?: number | null;
  default?: unknown;
  depends_on?: DependsOn;
  /** The whole text must match it. */
  pattern?: string;
  /** What new records begin with, such as `today() + days(7)`. */
  default_expression?: string;
  numbering?: Numbering;
  /** Of fields that hold files: how many, of which kinds and how large. */
  files?: FileRules;
  /** Of encrypted texts: how many of the last characters their mask shows. */
  shown_last?: number;
  parts?: PartMeta[];
  custom?: CustomMeta;
  /** Of a field that is part of Guanxi; only for those who may change it. */
  names?: { label: Labels; standard: Labels };
}

/** What a stage asks, as a sentence; administrators are also told how it is asked, and what is wrong with it. */
export interface StageGate {
  reason: string;
  condition?: string;
  reasons?: Labels;
  problem?: string;
}

export interface StageMeta {
  key: string;
  label: string;
  kind: StageKind;
  probability: number;
  color?: string | null;
  entry?: StageGate[];
  exit?: StageGate[];
  /** Fields that have a value while a record is in the stage. */
  required?: string[];
  guidance?: string;
  limit_days?: number | null;
  /** The stages that may follow; null, or left out, for any. */
  next?: string[] | null;
  labels?: Labels;
  guidances?: Labels;
}

export interface PipelineMeta {
  key: string;
  label: string;
  stages: StageMeta[];
  labels?: Labels;
}

/** The names of the fields that keep where a record stands. */
export interface PipelineFields {
  stage: string;
  pipeline: string | null;
  status: string | null;
  stage_entered_at: string | null;
  stage_due_at: string | null;
}

export interface RelationMeta {
  name: string;
  object: string;
  field: string;
  label: string;
  /** The records that a field of this record points to, rather than those that point to it. */
  outward?: boolean;
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

/** What only an object that the company added has. */
export interface CustomObjectMeta {
  color: string;
  in_search: boolean;
  in_navigation: boolean;
  /** Its place in the navigation, among others like it. */
  position: number;
  description?: string;
}

/** In each language; only for those who may change them. */
export interface ObjectNames {
  label: Labels;
  plural_label: Labels;
  name_label?: Labels;
  description?: Labels;
  /** As it came, of an object that is part of Guanxi. */
  standard?: { label: Labels; plural_label: Labels; icon: string };
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
  pipeline_fields: PipelineFields | null;
  permissions: ObjectPermissions;
  custom?: CustomObjectMeta;
  names?: ObjectNames;
  /** A company calls an object that is part of Guanxi otherwise. */
  renamed?: boolean;
}
