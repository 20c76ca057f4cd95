import type { Labels } from '@/api/types';

/** Body of a definition of the kind `validation_rule`. */
export interface ValidationRule {
  error_when: string;
  message: Labels;
  field: string | null;
  on: 'create' | 'update' | 'both';
  when_changed: string[];
}

export const BLANK: ValidationRule = { error_when: '', message: {}, field: null, on: 'both', when_changed: [] };
