import { useState } from 'react';
import { emptyDraft, isEmpty, type Draft } from './draft';

const kept = new Map<string, Draft>();

/** A half-written note outlives a look at another page. */
export function useKeptDraft(recordId: string): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => kept.get(recordId) ?? emptyDraft());
  const keep = (next: Draft) => {
    if (isEmpty(next)) kept.delete(recordId);
    else kept.set(recordId, next);
    setDraft(next);
  };
  return [draft, keep];
}
