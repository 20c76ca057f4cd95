import { useMediaQuery } from '@mantine/hooks';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { useRecordApprovals } from '../calls';
import { DecisionBar } from '../requests/DecisionBar';
import type { Approval } from '../types';

/** There is something to decide, and not only something to be said. */
export const isForThumbs = (request: Approval): boolean => request.may.includes('approve') || request.may.includes('resubmit');

/** On a phone the decision about a record stays at its lower edge, wherever one reads. Stands last in what scrolls. */
export function ThumbBar({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const request = useRecordApprovals(meta.name, record.id, meta.name !== 'user').data?.pending;
  return phone && request && isForThumbs(request) ? <DecisionBar fixed request={request} /> : null;
}
