import { useState } from 'react';
import { BLANK, type DeclaredForm, type FormBody, type Language } from '../types';

export interface Draft {
  label: string;
  object: string;
  body: FormBody;
}

/** A form as it is being designed, and whether that is kept already. */
export function useDraft(saved: DeclaredForm | null, language: Language, object: string) {
  const [draft, setDraft] = useState<Draft>(() => ({
    label: saved?.label[language] ?? '',
    object: saved?.object ?? object,
    body: { ...BLANK, ...saved?.body },
  }));
  const [kept, setKept] = useState<Draft | null>(saved ? draft : null);
  return {
    draft,
    changed: kept !== draft,
    put: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    putBody: (change: Partial<FormBody>) => setDraft((before) => ({ ...before, body: { ...before.body, ...change } })),
    keep: () => setKept(draft),
  };
}
