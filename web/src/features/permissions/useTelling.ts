import { announce } from '@/api/announcements';
import { useSentence } from '@/ui/useSentence';

/** Tells what was done, with Undo; and what was refused. */
export function useTelling() {
  const sentence = useSentence();
  return {
    done: (message: string, changeSetId?: string | null) => announce({ kind: 'done', message, changeSetId }),
    refused: (error: unknown) => announce({ kind: 'failed', message: sentence(error) }),
  };
}
