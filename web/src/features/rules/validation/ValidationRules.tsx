import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { RuleList } from '../RuleList';
import { textIn } from '../texts';
import type { ValidationRule } from './types';
import { ValidationRulePanel } from './ValidationRulePanel';

export function ValidationRules({ object }: { object: ObjectMeta }) {
  const { t, i18n } = useTranslation('rules');
  return (
    <RuleList<ValidationRule>
      object={object}
      kind="validation_rule"
      title={t('validation.title')}
      text={t('validation.text', { objects: object.plural_label })}
      add={t('validation.add')}
      describe={({ body }) => textIn(body.message, i18n.language)}
      ordered
      panel={(open) => <ValidationRulePanel key={open.rule?.name ?? ''} object={object} {...open} />}
    />
  );
}
