import type { FieldMeta } from '@/api/types';

/** Body of a definition of the kind `duplicate_rule`. */
export type Comparison = 'exact' | 'text' | 'email' | 'phone' | 'company' | 'pinyin';

export interface FieldMatch {
  field: string;
  by: Comparison;
}

export interface DuplicateRule {
  any_of: { fields: FieldMatch[] }[];
  action: 'warn' | 'refuse';
}

const TEXTUAL: Comparison[] = ['text', 'company', 'pinyin', 'email', 'phone', 'exact'];

/** The usual way first; none for a field that cannot be compared. */
export function comparisonsOf({ type }: FieldMeta): Comparison[] {
  switch (type) {
    case 'text':
    case 'url':
      return TEXTUAL;
    case 'email':
      return ['email', 'exact'];
    case 'phone':
      return ['phone', 'exact'];
    case 'choice':
    case 'integer':
    case 'date':
    case 'lookup':
    case 'money':
      return ['exact'];
    default:
      return [];
  }
}
