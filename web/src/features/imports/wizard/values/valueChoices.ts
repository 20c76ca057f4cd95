/** The choices of one unknown value as a grouped select, and back. */
import type { TFunction } from 'i18next';
import type { FieldMeta } from '@/api/types';
import type { MissingPolicy, UnresolvedValue, ValueDecision } from '../../model/types';

export const SEARCH = '?search';
const MATCH = '=';
const RULE = '!';

export interface ChoiceGroup {
  group: string;
  items: { value: string; label: string }[];
}

interface ChoiceContext {
  value: UnresolvedValue;
  decision: ValueDecision;
  field: FieldMeta | undefined;
  policies: MissingPolicy[];
  of: string;
  t: TFunction<'imports'>;
}

export function choicesFor({ value, decision, field, policies, of, t }: ChoiceContext): ChoiceGroup[] {
  const matches = new Map(value.suggestions.map((one) => [one.value, labelOf(one, field)]));
  for (const option of field?.options ?? []) if (!option.retired && !matches.has(option.value)) matches.set(option.value, option.label);
  if (decision.action === 'match' && decision.value && !matches.has(decision.value)) matches.set(decision.value, labelOf({ value: decision.value, label: decision.label ?? decision.value }, field));
  const items = [...matches].map(([key, label]) => ({ value: MATCH + key, label }));
  if (field?.type === 'lookup') items.push({ value: SEARCH, label: t('values.search') });
  return [
    ...(items.length ? [{ group: t('values.useExisting'), items }] : []),
    { group: t('values.otherwise'), items: policies.map((policy) => ({ value: RULE + policy, label: t(`values.choices.${policy}`, { object: of, value: value.value }) })) },
  ];
}

/** An option is called as the reader's language calls it, whichever of its names came close. */
export function labelOf({ value, label }: { value: string; label: string }, field: FieldMeta | undefined): string {
  return field?.options?.find((option) => option.value === value)?.label ?? label;
}

export function choiceOf(decision: ValueDecision): string {
  return decision.action === 'match' ? MATCH + (decision.value ?? '') : RULE + decision.action;
}

export function decisionFrom(choice: string, value: UnresolvedValue, field: FieldMeta | undefined): ValueDecision {
  const key = choice.slice(1);
  if (choice.startsWith(RULE)) return { action: key as MissingPolicy };
  const found = value.suggestions.find((one) => one.value === key);
  return { action: 'match', value: key, label: labelOf({ value: key, label: found?.label ?? key }, field) };
}
