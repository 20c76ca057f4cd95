import { useTranslation } from 'react-i18next';
import type { ObjectMeta } from '@/api/types';
import { textIn } from '@/features/rules/texts';
import { lengthOf } from './model/lengths';
import { isParallel, type Approver, type ApproverKind, type Body, type Deadline, type Step } from './model/types';

export function kindOf(approver: Approver): ApproverKind {
  if (approver.manager_of !== undefined) return 'manager_of';
  if (approver.role !== undefined) return 'role';
  if (approver.team !== undefined) return 'team';
  if (approver.queue !== undefined) return 'queue';
  if (approver.user !== undefined) return 'user';
  return approver.formula !== undefined ? 'formula' : 'field';
}

/** Processes in words, short enough for a card; people by their names where `colleagues` has them. */
export function useProcessText(object: ObjectMeta | undefined, colleagues?: ReadonlyMap<string, string>) {
  const { t, i18n } = useTranslation('approvals');
  const list = (words: string[], type: 'conjunction' | 'disjunction' = 'conjunction') => new Intl.ListFormat(i18n.language, { type }).format(words);
  const field = (name: string) => object?.fields.find((one) => one.name === name)?.label ?? name;

  const approver = (one: Approver): string => {
    switch (kindOf(one)) {
      case 'manager_of': {
        const of = one.manager_of ?? 'submitter';
        if (one.whole_chain) return t(`people.chain.${of}`);
        return (one.levels ?? 1) > 1 ? t(`people.above.${of}`, { count: one.levels ?? 1 }) : t(`people.manager.${of}`);
      }
      case 'role':
        return one.role || t('people.kinds.role');
      case 'team':
        return one.team || t('people.kinds.team');
      case 'queue':
        return one.queue || t('people.kinds.queue');
      case 'user':
        return colleagues?.get(one.user ?? '') || one.user || t('people.kinds.user');
      case 'field':
        return one.field ? field(one.field) : t('people.kinds.field');
      case 'formula':
        return t('people.kinds.formula');
    }
  };

  const title = (step: Step): string => textIn(step.label, i18n.language) || (isParallel(step) ? t('steps.branches') : step.approvers?.length ? list(step.approvers.map(approver), step.mode === 'any' ? 'disjunction' : 'conjunction') : t('steps.nobody'));

  const who = (step: Step): string => {
    const people = (step.approvers ?? []).map(approver);
    if (!people.length) return t('steps.nobody');
    const mode = step.mode ?? 'any';
    return t(`modes.${mode}.sentence`, { people: mode === 'in_order' ? people.join(' → ') : list(people, mode === 'any' ? 'disjunction' : 'conjunction') });
  };

  const deadline = (one: Deadline): string => {
    const { count, unit } = lengthOf(one);
    return t(`deadline.sentences.${one.then ?? 'remind'}`, { time: t(`deadline.lengths.${unit}`, { count }), to: one.to ? approver(one.to) : '' });
  };

  const submitters = (body: Body): string => (Array.isArray(body.submitters) ? list(body.submitters.map(approver), 'disjunction') : t('start.editors'));

  /** `Lead → (Legal + Finance → CFO) → Director` */
  const line = (steps: Step[]): string => steps.map((step) => (isParallel(step) ? `(${(step.parallel ?? []).map(line).join(' + ')})` : title(step))).join(' → ');
  const summary = (body: Body): string => line(body.steps);
  return { approver, title, who, deadline, submitters, summary, field };
}
