import { useState } from 'react';

/**
 * An editor at an address with a name, which is `isNew` until it was saved first. It stays the same editor then, with what it
 * remembers: `key` is that of the new one for as long as it is open, and `keep` says under which name it was saved.
 */
export function useFirstSaved(name: string, isNew: boolean): { key: string; keep: (name: string) => void } {
  const [saved, setSaved] = useState<string | null>(null);
  return { key: isNew || name === saved ? 'new' : `named ${name}`, keep: setSaved };
}
