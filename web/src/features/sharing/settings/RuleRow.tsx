import { Badge, Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { ConditionText } from '@/features/lists/filters/ConditionText';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useChangeRule, useDeleteRule } from '../calls';
import type { ObjectSharing, Rule } from '../types';
import settings from '@/features/settings/Settings.module.css';

/** One rule, reading as a sentence. */
export function RuleRow({ rule, objects, onEdit }: { rule: Rule; objects: ObjectSharing[]; onEdit: () => void }) {
  const { t } = useTranslation('sharing');
  const change = useChangeRule();
  const remove = useDeleteRule();
  const label = objects.find(({ object }) => object === rule.object)?.label ?? rule.object;
  const meta = useMaybeObject(rule.object);
  const working = rule.job_state === 'queued' || rule.job_state === 'running';
  return (
    <li className={settings.rowItem}>
      <span className={settings.grow}>
        <strong>{rule.name}</strong> {working && <Badge variant="light" color="blue">{t('rules.working')}</Badge>}
        {rule.problem && <Badge variant="light" color="red">{t('rules.broken')}</Badge>}
        <br />
        <span className={settings.soft}>
          {t(rule.owned_by ? 'rules.sentenceOwned' : 'rules.sentence', {
            objects: label,
            owner: rule.owned_by?.name,
            to: rule.shared_with.name,
            level: t(`levels.${rule.level}`),
          })}
          {rule.condition && (
            <>
              {' '}
              {t('rules.where')} {meta ? <ConditionText object={meta} condition={rule.condition} /> : <code>{rule.condition}</code>}
            </>
          )}
        </span>
        {rule.problem && <ProblemText text={rule.problem} />}
        <ProblemPanel error={change.error ?? remove.error} />
      </span>
      <Switch aria-label={t('rules.active', { name: rule.name })} checked={rule.active} disabled={change.isPending} onChange={(event) => change.mutate({ id: rule.id, active: event.currentTarget.checked })} />
      <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={t('rules.editNamed', { name: rule.name })}>{t('rules.edit')}</Button>
      <ConfirmInline size="compact-sm" variant="subtle" color="red" question={t('rules.question')} confirmLabel={t('rules.delete')} loading={remove.isPending} onConfirm={() => remove.mutate(rule.id)}>
        {t('rules.delete')}
      </ConfirmInline>
    </li>
  );
}

function ProblemText({ text }: { text: string }) {
  return (
    <span className={settings.soft} role="alert" style={{ display: 'block' }}>
      {text}
    </span>
  );
}
