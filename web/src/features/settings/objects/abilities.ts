/** What fields of a type can be. The server decides; the form asks only what makes sense. */
import type { FieldType } from '@/api/types';
import type { DeclaredType } from './types';

const LONGEST: Partial<Record<FieldType, number>> = { text: 255, long_text: 20_000, rich_text: 20_000, encrypted_text: 1_000 };

const SEARCHED: readonly FieldType[] = ['text', 'auto_number', 'long_text', 'rich_text', 'address', 'email', 'phone', 'url'];
const BOUNDED: readonly FieldType[] = ['integer', 'number', 'percent', 'money', 'currency_amount'];
const UNIQUE: readonly FieldType[] = ['text', 'integer', 'number', 'date', 'email', 'phone', 'url', 'encrypted_text'];
const INDEXED: readonly FieldType[] = ['text', 'auto_number', 'choice', 'email', 'phone', 'url', 'integer', 'number', 'percent', 'money', 'date', 'datetime', 'address', 'currency_amount', 'geolocation'];

/** The greatest length that may be declared; nothing where a length means nothing. */
export const longestOf = (type: DeclaredType): number | undefined => (isDerived(type) ? undefined : LONGEST[type as FieldType]);
export const hasOptions = (type: DeclaredType): boolean => type === 'choice' || type === 'multi_choice';
export const isPointing = (type: DeclaredType): boolean => type === 'lookup' || type === 'links' || type === 'mixed_lookup';
export const hasManyTargets = (type: DeclaredType): boolean => type === 'mixed_lookup';
export const holdsFiles = (type: DeclaredType): boolean => type === 'file' || type === 'image';
export const isSealed = (type: DeclaredType): boolean => type === 'encrypted_text';
export const takesPattern = (type: DeclaredType): boolean => type === 'text' || isSealed(type);
export const takesDecimals = (type: DeclaredType): boolean => type === 'number' || type === 'percent';
/** Those that a computed value is usual for. */
export const takesExpression = (type: DeclaredType, target: string | null): boolean => type === 'date' || type === 'datetime' || (type === 'lookup' && target === 'user');

const isOneOf = (types: readonly DeclaredType[], type: DeclaredType): boolean => types.includes(type);
export const isDerived = (type: DeclaredType): boolean => type === 'formula' || type === 'rollup';
export const isSearched = (type: DeclaredType): boolean => isOneOf(SEARCHED, type);
export const isBounded = (type: DeclaredType): boolean => isOneOf(BOUNDED, type);
export const canBeUnique = (type: DeclaredType): boolean => isOneOf(UNIQUE, type);
export const isIndexable = (type: DeclaredType): boolean => type === 'rollup' || isOneOf(INDEXED, type);
/** A yes-or-no always has an answer, so demanding one would only demand a tick. */
export const canBeRequired = (type: DeclaredType): boolean => !['boolean', 'auto_number', 'links'].includes(type) && !isDerived(type);
export const canHaveDefault = (type: DeclaredType): boolean => !isPointing(type) && !holdsFiles(type) && !isSealed(type) && type !== 'auto_number' && !isDerived(type);
