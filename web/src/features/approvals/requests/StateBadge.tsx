import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RequestState, StepState } from '../types';

const COLORS: Record<RequestState | StepState, string> = { pending: 'accent', returned: 'orange', approved: 'green', rejected: 'red', withdrawn: 'gray', active: 'accent', skipped: 'gray' };

export function StateBadge({ state }: { state: RequestState }) {
  const { t } = useTranslation('approvals');
  return <Badge variant="light" color={COLORS[state]}>{t(`states.${state}`)}</Badge>;
}

export function StepBadge({ state }: { state: StepState }) {
  const { t } = useTranslation('approvals');
  return <Badge variant="light" color={state === 'pending' ? 'gray' : COLORS[state]} size="sm">{t(`stepStates.${state}`)}</Badge>;
}
