import type { ObjectMeta } from '@/api/types';
import type { FormBody, Language } from '../types';
import type { Draft } from './useDraft';

/** What every part of the drawing board is given. */
export interface PartProps {
  draft: Draft;
  object: ObjectMeta;
  /** Sentences by the place within the body. */
  errors: Record<string, string>;
  /** The language of whoever designs. */
  own: Language;
  putBody: (change: Partial<FormBody>) => void;
}

/** The first sentence about a place or anything within it. */
export function errorAt(errors: Record<string, string>, place: string): string | undefined {
  return Object.entries(errors).find(([at]) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`))?.[1];
}
