import { useCallback, useMemo, useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** The whole filtered set, also the part that is not loaded. */
  everything: boolean;
  toggle: (id: string) => void;
  /** From the last toggled row to this one. */
  extendTo: (id: string, order: readonly string[]) => void;
  selectMany: (ids: readonly string[]) => void;
  selectEverything: () => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [everything, setEverything] = useState(false);
  const anchor = useRef<string | null>(null);

  const toggle = useCallback((id: string) => {
    anchor.current = id;
    setEverything(false);
    setIds((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const extendTo = useCallback((id: string, order: readonly string[]) => {
    const from = order.indexOf(anchor.current ?? id);
    const to = order.indexOf(id);
    setEverything(false);
    setIds((old) => new Set([...old, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]));
  }, []);
  const selectMany = useCallback((many: readonly string[]) => {
    setEverything(false);
    setIds(new Set(many));
  }, []);
  const selectEverything = useCallback(() => setEverything(true), []);
  const clear = useCallback(() => {
    anchor.current = null;
    setEverything(false);
    setIds(new Set());
  }, []);

  return useMemo(
    () => ({ ids, everything, toggle, extendTo, selectMany, selectEverything, clear }),
    [clear, everything, extendTo, ids, selectEverything, selectMany, toggle],
  );
}
