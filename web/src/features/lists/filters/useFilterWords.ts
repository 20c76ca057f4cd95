/** Conditions as words: "Stage", "is", "Won, Lost". */
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recordQuery } from '@/api/records';
import { useFormat } from '@/ui/useFormat';
import { useMixedNames } from './mixedNames';
import { arityOf, ME, type Condition, type PathMeta } from './model';

export interface ConditionWords {
  field: string;
  operator: string;
  value: string;
}

export function useOperatorLabel(): (condition: Pick<Condition, 'operator'>, meta: PathMeta) => string {
  const { t } = useTranslation('lists');
  return ({ operator }, { field }) => {
    if (field.type === 'boolean') return t('operators.is');
    const dated = field.type === 'date' || field.type === 'datetime';
    if (dated && (operator === 'gte' || operator === 'lte' || operator === 'gt' || operator === 'lt' || operator === 'is')) {
      return t(`operators.dates.${operator}`);
    }
    if (['integer', 'number', 'money', 'percent', 'duration', 'decimal'].includes(field.type) && (operator === 'is' || operator === 'is_not')) {
      return t(`operators.numbers.${operator}`);
    }
    return t(`operators.${operator}`);
  };
}

export function useConditionWords(condition: Condition, meta: PathMeta): ConditionWords {
  const { t, i18n } = useTranslation('lists');
  const format = useFormat();
  const operatorLabel = useOperatorLabel();
  const { field } = meta;
  const ids = field.type === 'lookup' || field.type === 'links' ? condition.values.filter((value) => value !== ME) : [];
  const names = useQueries({
    queries: ids.map((id) => recordQuery(field.target ?? '', id)),
    combine: (results) => Object.fromEntries(results.map((result, index) => [ids[index], result.data?.name])),
  });

  const mixed = useMixedNames(field.targets ?? [], field.type === 'mixed_lookup' ? condition.values : []);

  const show = (value: string): string => {
    switch (field.type) {
      case 'choice':
      case 'multi_choice':
      case 'stage':
        return field.options?.find((option) => option.value === value)?.label ?? value;
      case 'lookup':
      case 'links':
        return value === ME ? t('filters.me') : (names[value] ?? '…');
      case 'mixed_lookup':
        return mixed[value] ?? '…';
      case 'boolean':
        return value === 'true' ? t('filters.true') : t('filters.false');
      case 'money':
        return format.money(value);
      case 'percent':
        return format.percent(value);
      case 'country':
        return new Intl.DisplayNames(i18n.language, { type: 'region' }).of(value) ?? value;
      case 'integer':
      case 'number':
      case 'decimal':
        return format.number(value);
      case 'date':
        return format.date(value);
      case 'datetime':
        return format.dateTime(value);
      default:
        return value;
    }
  };

  const arity = arityOf(condition.operator, field.type);
  let value = '';
  if (condition.operator === 'last_days' || condition.operator === 'next_days') {
    value = t('filters.days', { count: Number(condition.values[0] ?? 0) });
  } else if (arity === 3) {
    value = t('filters.within', { place: condition.values.slice(0, 2).join(', '), far: format.number(condition.values[2] ?? '') });
  } else if (arity === 2) {
    value = t('filters.range', { from: show(condition.values[0] ?? ''), to: show(condition.values[1] ?? '') });
  } else if (arity !== 0) {
    const shown = condition.values.slice(0, 3).map(show);
    const rest = condition.values.length - shown.length;
    value = new Intl.ListFormat(i18n.language, { type: condition.operator === 'has_all' ? 'conjunction' : 'disjunction' }).format(rest > 0 ? [...shown, t('filters.others', { count: rest })] : shown);
  }
  return { field: meta.label, operator: operatorLabel(condition, meta), value };
}
