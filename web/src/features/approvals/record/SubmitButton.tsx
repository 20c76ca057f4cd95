import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconRubberStamp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CrmRecord, ObjectMeta } from '@/api/types';
import { useRecordApprovals } from '../calls';
import { SubmitDialog } from './SubmitDialog';

/** Offered where there is a process to which the reader may submit the record now. */
export function SubmitButton({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const { t } = useTranslation('approvals');
  const [open, setOpen] = useState(false);
  const found = useRecordApprovals(meta.name, record.id, meta.name !== 'user' && !record.deleted_at).data;
  if (!found?.available.length || found.pending) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconRubberStamp size={16} stroke={1.7} />} aria-haspopup="dialog" onClick={() => setOpen(true)}>{t('submit.button')}</Button>
      {open && <SubmitDialog object={meta.name} id={record.id} processes={found.available} onClose={() => setOpen(false)} />}
    </>
  );
}
