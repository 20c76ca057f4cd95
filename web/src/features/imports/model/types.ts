/** An import as the server tells it. */

export type ImportPhase = 'analysing' | 'mapping' | 'checking' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled';
export type DateFormat = 'ymd' | 'mdy' | 'dmy';
export type DecimalMark = '.' | ',';
export type OnMatch = 'create' | 'update' | 'skip';
export type MissingPolicy = 'create' | 'blank' | 'refuse';
export type RowOutcome = 'create' | 'update' | 'skip' | 'refuse';

export interface ImportFile {
  name: string;
  size: number;
  kind: 'csv' | 'xlsx';
  encoding: string | null;
  delimiter: string | null;
  sheet: string | null;
  sheets: string[];
  rows: number | null;
}

/** Something only a person can know, such as whether 3/1/2017 is in March or January. */
export interface ColumnQuestion {
  kind: 'date_order' | 'decimal';
  choices: string[];
}

export interface ImportColumn {
  index: number;
  name: string;
  samples: string[];
  type: string;
  questions: ColumnQuestion[];
}

export interface ColumnMapping {
  column: number;
  field: string | null;
  /** How sure the proposal is, 0 to 1; null once a person chose. */
  confidence: number | null;
}

export interface ValueSuggestion {
  /** Option code or record id. */
  value: string;
  label: string;
  score: number;
}

export interface ValueDecision {
  action: 'match' | MissingPolicy;
  value?: string;
  label?: string;
  /** Taken unasked by an import without a person. */
  assumed?: boolean;
}

/** A value of the file that names nothing that exists. */
export interface UnresolvedValue {
  field: string;
  value: string;
  count: number;
  suggestions: ValueSuggestion[];
  chosen: ValueDecision | null;
}

export type OutcomeCounts = Record<RowOutcome, number>;

export interface CheckProblem {
  field: string | null;
  code: string;
  detail: string;
  count: number;
}

export interface ImportCheck extends OutcomeCounts {
  problems: CheckProblem[];
}

export interface ImportResult {
  created: number;
  updated: number;
  skipped: number;
  refused: number;
}

export interface ImportOptions {
  date_format?: DateFormat | null;
  decimal?: DecimalMark | null;
  on_match?: OnMatch;
  match_by?: string[];
  missing?: Record<string, MissingPolicy>;
  allow_duplicates?: boolean;
  /** A field put together from columns: `{name: "{account} – {product}"}`. */
  compose?: Record<string, string>;
}

export interface ImportState {
  id: string;
  object: string;
  state: ImportPhase;
  file: ImportFile;
  columns: ImportColumn[];
  mapping: ColumnMapping[];
  options: ImportOptions;
  unresolved: UnresolvedValue[];
  check: ImportCheck | null;
  progress: { done: number; total: number | null };
  result: ImportResult | null;
  change_set_id: string | null;
  job_id: string | null;
  error: string | null;
  created_at?: string;
  finished_at?: string | null;
  undone_at?: string | null;
}

export interface PreviewRow {
  row: number;
  outcome: RowOutcome;
  name: string | null;
  values: Record<string, string | null>;
  errors: { field: string | null; code: string; detail: string }[];
}

export interface PreviewPage {
  rows: PreviewRow[];
  total: number;
}
