import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { RuleList } from '../RuleList';
import { AssignmentRulePanel } from './AssignmentRulePanel';
import type { AssignmentRule } from './types';

export function AssignmentRules({ object }: { object: ObjectMeta }) {
  const { t, i18n } = useTranslation('rules');
  return (
    <RuleList<AssignmentRule>
      object={object}
      kind="assignment_rule"
      title={t('assignment.title')}
      text={t('assignment.text', { objects: object.plural_label })}
      add={t('assignment.add')}
      describe={({ body }) => t('assignment.goesTo', { names: new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format([...new Set(body.entries.map(({ to }) => to.name))]) })}
      ordered
      panel={(open) => <AssignmentRulePanel key={open.rule?.name ?? ''} object={object} {...open} />}
    />
  );
}
