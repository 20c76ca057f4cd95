import { Link } from '@tanstack/react-router';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { RuleList } from '../RuleList';
import { DuplicateRulePanel } from './DuplicateRulePanel';
import type { DuplicateRule } from './types';

export function DuplicateRules({ object }: { object: ObjectMeta }) {
  const { t, i18n } = useTranslation('rules');
  const all = new Intl.ListFormat(i18n.language);
  const any = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const names = ({ any_of }: DuplicateRule) => any.format(any_of.map(({ fields }) => all.format(fields.map(({ field }) => fieldOf(object, field)?.label ?? field))));
  return (
    <RuleList<DuplicateRule>
      object={object}
      kind="duplicate_rule"
      title={t('duplicates.title')}
      text={t('duplicates.text')}
      add={t('duplicates.add')}
      describe={({ body }) => t(`duplicates.describe.${body.action}`, { fields: names(body) })}
      panel={(open) => <DuplicateRulePanel key={open.rule?.name ?? ''} object={object} {...open} />}
    >
      <Anchor size="sm" renderRoot={(props) => <Link to="/o/$object/duplicates" params={{ object: object.name }} {...props} />}>{t('duplicates.show', { objects: object.plural_label })}</Anchor>
    </RuleList>
  );
}
