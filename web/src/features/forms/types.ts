/** Forms as the API speaks of them. */
import type { components } from '@/api/schema';
import type { FieldScalar } from '@/api/types';

type Schemas = components['schemas'];
export type FormSummary = Schemas['FormSummary'];
export type FormPage = Schemas['FormPage'];
export type FormLink = Schemas['FormLink'];
export type ConsentVersion = Schemas['ConsentVersion'];
export type Submission = Schemas['Submission'];
export type SubmissionPage = Schemas['SubmissionPage'];
export type SubmissionState = Submission['state'];

export type Language = 'en' | 'zh-CN';
export const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];
/** A text in each language; where one is missing the other is shown. */
export type Words = Partial<Record<Language, string>>;

export interface FormField {
  field: string;
  label?: Words;
  help?: Words;
  required?: boolean;
  default?: FieldScalar;
  when?: string;
  /** Of a field that points to records: those that it offers. */
  choices?: string;
}

export interface FixedValue {
  field: string;
  value: FieldScalar;
}

export type OnDuplicate = 'create' | 'fill' | 'replace' | 'review';

/** What a form says; see the schema of the kind `form`. */
export interface FormBody {
  fields: FormField[];
  fixed: FixedValue[];
  owner: { kind: 'user' | 'queue'; name: string } | null;
  title: Words;
  description: Words;
  button: Words;
  thanks: Words;
  redirect_url: string;
  closed: Words;
  consent: { text: Words; policy_url: string; required: boolean } | null;
  languages: Language[];
  allowed_origins: string[];
  on_duplicate: OnDuplicate;
  opens_at: string | null;
  closes_at: string | null;
  most_in_total: number | null;
  most_per_day: number | null;
  challenge: boolean;
}

export interface DeclaredForm {
  name: string;
  object: string;
  label: Record<Language, string>;
  active: boolean;
  position: number;
  body: FormBody;
  version: number;
  problem: { detail: string } | null;
}

export const BLANK: FormBody = {
  fields: [], fixed: [], owner: null, title: {}, description: {}, button: {}, thanks: {}, redirect_url: '', closed: {}, consent: null,
  languages: ['en', 'zh-CN'], allowed_origins: [], on_duplicate: 'create', opens_at: null, closes_at: null, most_in_total: null,
  most_per_day: null, challenge: false,
};

/** Types of field that strangers may be asked for. */
const ASKED = new Set(['file', 'image', 'lookup', 'text', 'long_text', 'email', 'phone', 'url', 'integer', 'number', 'percent', 'money', 'date', 'datetime', 'boolean', 'choice', 'multi_choice']);

export const mayBeAsked = (field: { type: string; read_only: boolean; target?: string | null }): boolean => ASKED.has(field.type) && !field.read_only && field.target !== 'user';

/** Types whose fields conditions of a form do not know, see the server's `UNFIT`. */
const BEYOND_CONDITIONS = new Set(['money', 'datetime']);

export const inConditions = (field: { type: string }): boolean => !BEYOND_CONDITIONS.has(field.type);

/** What may be given without being asked: a record's id would mean nothing elsewhere. */
export const mayBeFixed = (field: { type: string }): boolean => !['file', 'image', 'lookup'].includes(field.type);
