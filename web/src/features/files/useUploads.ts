/** Files on their way to the server, each with its progress; a failed one stays with its reason until dismissed or retried. */
import { useCallback, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { readAgain } from '@/api/readAgain';
import type { Session } from '@/api/types';
import { useSentence } from '@/ui/useSentence';
import { sendFile } from './calls';

export interface Upload {
  key: number;
  file: File;
  share: number;
  problem?: string;
}

let lastKey = 0;

export function useUploads(object: string, recordId: string) {
  const client = useQueryClient();
  const sentence = useSentence();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const running = useRef(new Map<number, AbortController>());

  const change = useCallback((key: number, part: Partial<Upload>) => setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))), []);
  const remove = useCallback((key: number) => setUploads((all) => all.filter((one) => one.key !== key)), []);

  const send = useCallback(
    async (key: number, file: File) => {
      const controller = new AbortController();
      running.current.set(key, controller);
      const csrf = client.getQueryData<Session | null>(keys.session)?.csrf_token ?? '';
      try {
        await sendFile({ file, object, recordId, csrf, signal: controller.signal, onProgress: (share) => change(key, { share }) });
        await readAgain(client, keys.files(object, recordId));
        remove(key);
      } catch (error) {
        if (error instanceof DOMException) remove(key);
        else change(key, { problem: sentence(error) });
      } finally {
        running.current.delete(key);
      }
    },
    [change, client, object, recordId, remove, sentence],
  );

  const add = useCallback(
    (files: File[]) => {
      const fresh = files.map((file) => ({ key: (lastKey += 1), file, share: 0 }));
      setUploads((all) => [...all, ...fresh]);
      // One after the other: a phone's line is better used whole than split.
      void fresh.reduce((before, { key, file }) => before.then(() => send(key, file)), Promise.resolve());
    },
    [send],
  );

  const cancel = useCallback(
    (key: number) => {
      running.current.get(key)?.abort();
      remove(key);
    },
    [remove],
  );
  const retry = useCallback(
    ({ key, file }: Upload) => {
      change(key, { problem: undefined, share: 0 });
      void send(key, file);
    },
    [change, send],
  );

  return { uploads, add, cancel, retry };
}
