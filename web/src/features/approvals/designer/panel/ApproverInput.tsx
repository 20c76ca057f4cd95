import { NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObject, useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { ConditionInput } from '@/features/rules/ConditionInput';
import { ExpressionInput } from '@/ui/expressions';
import { APPROVER_KINDS, type Approver, type ApproverKind, type Whose } from '../model/types';
import { kindOf } from '../useProcessText';
import { NameInput } from './NameInput';
import classes from '../Designer.module.css';

const WHOSE: readonly Whose[] = ['submitter', 'owner'];

export function blankApprover(kind: ApproverKind): Approver {
  switch (kind) {
    case 'manager_of':
      return { manager_of: 'submitter', levels: 1 };
    case 'field':
      return { field: 'owner' };
    default:
      return { [kind]: '' };
  }
}

interface ApproverInputProps {
  label: string;
  approver: Approver;
  object: ObjectMeta;
  error?: string;
  kinds?: readonly ApproverKind[];
  /** Whose managers may be named. */
  whose?: readonly Whose[];
  onChange: (approver: Approver) => void;
}

/** How somebody is found: above another person, by position, team, name, a field of the record, a formula. */
export function ApproverInput({ label, approver, object, error, kinds = APPROVER_KINDS, whose = WHOSE, onChange }: ApproverInputProps) {
  const { t } = useTranslation('approvals');
  const kind = kindOf(approver);
  const objects = useObjects();
  const people = object.fields.flatMap((field) => {
    if (field.type !== 'lookup') return [];
    if (field.target === 'user') return [{ value: field.name, label: field.label }];
    const owner = objects.find((one) => one.name === field.target)?.fields.find((one) => one.name === 'owner');
    return owner ? [{ value: `${field.name}.owner`, label: `${field.label} › ${owner.label}` }] : [];
  });
  return (
    <div className={classes.approver}>
      <Select aria-label={label} allowDeselect={false} data={kinds.map((value) => ({ value, label: t(`people.kinds.${value}`) }))} value={kind} onChange={(next) => next && next !== kind && onChange(blankApprover(next as ApproverKind))} />
      {kind === 'manager_of' && <ManagerInput whose={whose} approver={approver} error={error} onChange={onChange} />}
      {(kind === 'role' || kind === 'team' || kind === 'queue' || kind === 'user') && <NameInput kind={kind} value={approver[kind] ?? ''} error={error} onChange={(name) => onChange({ [kind]: name })} />}
      {kind === 'field' && <Select aria-label={t('people.kinds.field')} searchable allowDeselect={false} data={people} value={approver.field ?? null} error={error} onChange={(field) => onChange({ field: field ?? '' })} />}
      {kind === 'formula' && <ExpressionInput object={object.name} purpose="value" label={t('people.formula')} placeholder="account.owner" value={approver.formula ?? ''} error={error} onChange={(formula) => onChange({ formula })} />}
    </div>
  );
}

function ManagerInput({ whose, approver, error, onChange }: { whose: readonly Whose[]; approver: Approver; error?: string; onChange: (approver: Approver) => void }) {
  const { t } = useTranslation('approvals');
  const user = useObject('user');
  const of = approver.manager_of ?? 'submitter';
  return (
    <>
      <div className={classes.row}>
        <Select aria-label={t('people.of')} allowDeselect={false} data={whose.map((value) => ({ value, label: t(`people.ofWhom.${value}`) }))} value={of} onChange={(next) => onChange({ ...approver, manager_of: (next ?? 'submitter') as Whose })} />
        <NumberInput label={t('people.levels')} w={110} flex="none" min={1} max={20} allowDecimal={false} value={approver.levels ?? 1} error={error} onChange={(levels) => onChange({ ...approver, levels: Math.max(1, Number(levels) || 1) })} />
      </div>
      <Switch
        size="sm"
        label={t('people.wholeChain')}
        checked={approver.whole_chain ?? false}
        onChange={(event) => onChange({ manager_of: of, levels: approver.levels ?? 1, ...(event.currentTarget.checked ? { whole_chain: true } : {}) })}
      />
      {approver.whole_chain && <ConditionInput object={user} label={t('people.until')} help={t('people.untilHelp')} value={approver.until ?? ''} onChange={(until) => onChange({ ...approver, until: until || null })} />}
    </>
  );
}
