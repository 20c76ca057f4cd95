import { useCallback, useState } from 'react';

interface History<T> {
  past: T[];
  present: T;
  future: T[];
}

const MOST = 100;
/** What is typed within this time is one change. */
const TOGETHER_MS = 800;

/** A value that remembers what it was. */
export function useHistory<T>(initial: T) {
  const [history, setHistory] = useState<History<T> & { at: number }>({ past: [], present: initial, future: [], at: 0 });
  /** `apart`: a step of its own however soon it follows, as a drag is. */
  const put = useCallback((next: T | ((before: T) => T), { apart = false }: { apart?: boolean } = {}) => {
    setHistory((known) => {
      const value = typeof next === 'function' ? (next as (before: T) => T)(known.present) : next;
      if (value === known.present) return known;
      const now = Date.now();
      const past = !apart && now - known.at < TOGETHER_MS && known.past.length ? known.past : [...known.past, known.present].slice(-MOST);
      return { past, present: value, future: [], at: apart ? 0 : now };
    });
  }, []);
  const undo = useCallback(
    () =>
      setHistory((known) => {
        const last = known.past.at(-1);
        return last === undefined ? known : { past: known.past.slice(0, -1), present: last, future: [known.present, ...known.future], at: 0 };
      }),
    [],
  );
  const redo = useCallback(
    () =>
      setHistory((known) => {
        const [next, ...future] = known.future;
        return next === undefined ? known : { past: [...known.past, known.present], present: next, future, at: 0 };
      }),
    [],
  );
  return { value: history.present, put, undo, redo, mayUndo: history.past.length > 0, mayRedo: history.future.length > 0 };
}
