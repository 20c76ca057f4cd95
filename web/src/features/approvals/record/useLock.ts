import { useTranslation } from 'react-i18next';
import { useRecordApprovals } from '../calls';

/**
 * Why fields of a record are closed: a sentence for each that a pending request locks. The server refuses such writes
 * all the same.
 */
export function useLock(object: string, id: string): (field: string) => string | null {
  const { t } = useTranslation('approvals');
  const pending = useRecordApprovals(object, id, object !== 'user').data?.pending;
  if (pending?.state !== 'pending') return () => null;
  const open = new Set(pending.editable);
  const sentence = t('lock.field', { process: pending.label });
  return (field) => (open.has(field) ? null : sentence);
}
