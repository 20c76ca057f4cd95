/** Brings back one record or many; each is its own undoable write, so one refusal stops no other. */
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { api } from '@/api/client';
import { refreshRecords } from '@/api/recordWrites';
import type { CrmRecord } from '@/api/types';
import { useSentence } from '@/ui/useSentence';

export interface Restoring {
  done: number;
  total: number;
}

export function useRestoring(object: string) {
  const { t } = useTranslation('recycle_bin');
  const client = useQueryClient();
  const sentence = useSentence();
  const [progress, setProgress] = useState<Restoring | null>(null);

  const restore = async (records: CrmRecord[]) => {
    setProgress({ done: 0, total: records.length });
    let lastSet: string | null = null;
    let restored = 0;
    let refusal: unknown = null;
    for (const [index, { id }] of records.entries()) {
      try {
        lastSet = (await api.post<{ change_set_id: string }>(`/objects/${object}/records/${id}/restoration`)).change_set_id;
        restored += 1;
      } catch (error) {
        refusal = error;
      }
      setProgress({ done: index + 1, total: records.length });
    }
    setProgress(null);
    await refreshRecords(client, object);
    if (restored === 1 && records.length === 1) announce({ kind: 'done', message: t('restoredOne', { name: records[0]?.name ?? '' }), changeSetId: lastSet });
    else if (restored) announce({ kind: 'done', message: t('restoredMany', { count: restored }) });
    if (refusal) announce({ kind: 'failed', message: sentence(refusal) });
  };

  return { restore, progress };
}
