import { Button } from '@mantine/core';
import { IconHandGrab } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, Lookup, ObjectMeta } from '@/api/types';
import { useMyQueues, useTake } from './calls';
import { useTelling } from './useTelling';

/** Out of a queue that the reader belongs to. */
export function TakeButton({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const { t } = useTranslation('organisation');
  const owner = record.owner as Lookup | null | undefined;
  const possible = meta.permissions.update && !record.deleted_at && Boolean(owner) && meta.name !== 'user';
  const queues = useMyQueues(possible);
  const take = useTake(meta.name);
  const { done, refused } = useTelling();
  const queue = queues.data?.find((one) => one.user_id === owner?.id);
  if (!possible || !queue) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconHandGrab size={16} stroke={1.8} />}
      loading={take.isPending}
      onClick={() => take.mutate(record.id, { onSuccess: (answer) => done(t('take.done', { name: record.name }), answer.change_set_id), onError: refused })}
    >
      {t('take.action')}
    </Button>
  );
}
