import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { usePatchImport } from '../../calls/useImport';
import { groupsOf } from '../../model/values';
import type { MissingPolicy, ValueDecision } from '../../model/types';
import type { StepProps } from '../ImportPage';
import { StepFrame } from '../StepFrame';
import { ValueGroupCard } from './ValueGroupCard';

/** Names in the file that do not exist here, with close matches. */
export function ValuesStep({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const patch = usePatchImport(state.id);
  const groups = groupsOf(state.unresolved);
  const decide = (field: string, decisions: Record<string, ValueDecision | null>) => patch.mutate({ value_map: { [field]: decisions } });
  const setRule = (field: string, policy: MissingPolicy) => patch.mutate({ missing: { ...state.options.missing, [field]: policy } });
  return (
    <StepFrame step="values" state={state} object={object} heading={t('values.heading')} lead={t('values.lead')} busy={patch.isPending}>
      <ProblemPanel error={patch.error} />
      {groups.map((group) => (
        <ValueGroupCard
          key={group.field}
          group={group}
          state={state}
          object={object}
          onDecide={(decisions) => decide(group.field, decisions)}
          onRule={(policy) => setRule(group.field, policy)}
        />
      ))}
    </StepFrame>
  );
}
