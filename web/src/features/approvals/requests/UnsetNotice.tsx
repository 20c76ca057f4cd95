import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useAct } from '../calls';
import type { Approval } from '../types';
import { unsetReason } from './model';

/** Why what the process sets was not written; the decision stands, and whoever may writes it again. */
export function UnsetNotice({ request }: { request: Approval }) {
  const { t } = useTranslation('approvals');
  const act = useAct(request.id, request.record.object);
  const reason = unsetReason(request);
  if (reason === null) return null;
  const again = () =>
    act.mutate(
      { action: 'set_again', given: {} },
      { onSuccess: (after) => announce(unsetReason(after) === null ? { kind: 'done', message: t('unset.done') } : { kind: 'failed', message: t('unset.still') }) },
    );
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />} title={t('unset.title')} styles={{ title: { color: 'var(--text)' } }}>
      <p style={{ margin: 0, whiteSpace: 'pre-line' }}>{reason || t('unset.unknown')}</p>
      <p style={{ margin: '4px 0 0', color: 'var(--text-soft)' }}>{t('unset.stays')}</p>
      {request.may.includes('set_again') && (
        <Button size="xs" variant="default" mt={10} loading={act.isPending} onClick={again}>{t('unset.again')}</Button>
      )}
    </Alert>
  );
}
