import { announce } from '@/api/announcements';
import { useSentence } from '@/ui/useSentence';

/** Tells what was done, with Undo; and what was refused. */
export function useTelling(): { done: (message: string, changeSetId?: string | null) => void; refused: (error: unknown) => void } {
  const sentence = useSentence();
  return {
    done: (message, changeSetId) => announce({ kind: 'done', message, changeSetId }),
    refused: (error) => announce({ kind: 'failed', message: sentence(error) }),
  };
}
