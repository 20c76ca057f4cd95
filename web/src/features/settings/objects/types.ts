/** The kinds of field that can be added, as people think of them, in the order in which they are offered. */
import type { FieldMeta, FieldType, PartType } from '@/api/types';

/** What a field is declared as: of formulas and roll-ups the type of the value follows. */
export type DeclaredType = FieldType | 'formula' | 'rollup';

export const KINDS = [
  'text', 'long_text', 'rich_text', 'choice', 'multi_choice', 'auto_number', 'boolean', 'date', 'datetime', 'money', 'currency_amount', 'integer', 'number', 'percent', 'duration', 'lookup', 'mixed_lookup', 'links', 'person', 'file', 'image', 'encrypted_text', 'email', 'phone', 'url', 'address', 'geolocation',
  'formula', 'rollup',
] as const;

export type Kind = (typeof KINDS)[number];

/** A person is a lookup that points to users. */
export function typeOfKind(kind: Kind): { type: DeclaredType; target: string | null } {
  return kind === 'person' ? { type: 'lookup', target: 'user' } : { type: kind, target: null };
}

export function kindOf({ type, target }: { type: DeclaredType; target?: FieldMeta['target'] }): Kind | 'stage' {
  return type === 'lookup' && target === 'user' ? 'person' : (type as Exclude<DeclaredType, PartType>);
}
