import { useEffect, useRef, useState } from 'react';

/** How long a change that follows another waits for what comes after it, in milliseconds. */
const TOGETHER = 120;

/**
 * A value as it is now, where it changes now and then: a choice is told at once, and so is the first letter of a word. While it
 * changes all the time, it is told after a moment's rest.
 */
export function useAtOnce<T>(value: T): T {
  const text = JSON.stringify(value);
  const [told, setTold] = useState({ text, value });
  const restsUntil = useRef(0);
  useEffect(() => {
    if (told.text === text) return;
    const now = Date.now();
    const rest = restsUntil.current - now;
    restsUntil.current = now + TOGETHER;
    if (rest <= 0) return setTold({ text, value });
    const waiting = setTimeout(() => setTold({ text, value }), TOGETHER);
    return () => clearTimeout(waiting);
    // The text stands for the value.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);
  return told.value;
}
