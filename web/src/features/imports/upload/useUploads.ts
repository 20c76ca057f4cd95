import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { keys } from '@/api/keys';
import { uploadFile } from '../calls/upload';
import type { ChosenFile } from './useChosenFiles';

export type Sent = 'waiting' | 'sending' | 'sent' | 'failed';

/** Sends the files one by one, then opens the first; the others follow it in the address. */
export function useUploads() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [states, setStates] = useState<Record<string, Sent>>({});
  const ids = useRef<Record<string, string>>({});
  const mark = (key: string, state: Sent) => setStates((old) => ({ ...old, [key]: state }));

  const mutation = useMutation({
    mutationFn: async (files: ChosenFile[]) => {
      for (const { key, file, object } of files) {
        // A file that went through before another failed is not sent twice.
        if (ids.current[key] || !object) continue;
        mark(key, 'sending');
        const answer = await uploadFile(file, object).catch((error: unknown) => {
          mark(key, 'failed');
          throw error;
        });
        client.setQueryData(keys.import(answer.id), answer);
        ids.current[key] = answer.id;
        mark(key, 'sent');
      }
      return files.flatMap(({ key }) => ids.current[key] ?? []);
    },
    onSuccess: ([first, ...rest]) => {
      void client.invalidateQueries({ queryKey: keys.imports, exact: true });
      if (first) void navigate({ to: '/imports/$id', params: { id: first }, search: { next: rest.join(',') || undefined } });
    },
  });

  return {
    send: (files: ChosenFile[]) => mutation.mutate(files),
    stateOf: (key: string): Sent => states[key] ?? 'waiting',
    isPending: mutation.isPending,
    error: mutation.error,
  };
}
