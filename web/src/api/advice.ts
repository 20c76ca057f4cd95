/** What a refusal of a large list or report advises beside its sentence: fields that could get an index. */
import { isProblem } from './problem';

export interface AdvisedIndex {
  field: string;
  label: string;
  state: 'none' | 'filling';
  /** The call that makes it, for whoever may. */
  request?: { method: string; path: string; body: Record<string, unknown> };
}

export function advisedIndexes(error: unknown): AdvisedIndex[] {
  if (!isProblem(error)) return [];
  return (error.document.advice as { index?: AdvisedIndex[] } | undefined)?.index ?? [];
}
