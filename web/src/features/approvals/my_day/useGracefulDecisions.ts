/**
 * A decision cannot be taken back once others were told of it. One tap is enough all the same: it is sent only when the
 * seconds in which it can be undone have passed, or when the page is left.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '@/api/announcements';
import { useSentence } from '@/ui/useSentence';
import { useDecideMany } from '../calls';

export const GRACE_MS = 6_000;

export function useGracefulDecisions() {
  const sentence = useSentence();
  const { mutateAsync } = useDecideMany();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, () => void>());

  const keep = useCallback((id: string) => setLeaving((all) => new Set([...all].filter((one) => one !== id))), []);

  const send = useCallback(
    async (request: string) => {
      waiting.current.delete(request);
      try {
        const [outcome] = await mutateAsync([{ request, decision: 'approve' }]);
        if (outcome && !outcome.done) announce({ kind: 'failed', message: outcome.detail ?? '' });
      } catch (error) {
        announce({ kind: 'failed', message: sentence(error) });
      }
      keep(request);
    },
    [keep, mutateAsync, sentence],
  );

  // Leaving the page is not changing one's mind.
  useEffect(() => {
    const left = waiting.current;
    const flush = () => [...left.values()].forEach((run) => run());
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  const approve = useCallback(
    (request: string) => {
      if (waiting.current.has(request)) return;
      setLeaving((all) => new Set([...all, request]));
      const timer = setTimeout(() => void send(request), GRACE_MS);
      waiting.current.set(request, () => {
        clearTimeout(timer);
        void send(request);
      });
      const undo = () => {
        clearTimeout(timer);
        waiting.current.delete(request);
        keep(request);
      };
      return undo;
    },
    [keep, send],
  );

  return { leaving, approve };
}
