import { useCallback, useRef, useState } from 'react';

const FIRST = 40;
const STEP = 40;

export interface Gradual {
  /** How many to draw now. */
  count: number;
  /** For an element behind them: when it comes near, more are drawn. Null when all are. */
  behind: ((element: HTMLElement | null) => void) | null;
}

/** Of hundreds of inputs, those that are in sight and some more: drawing all of them would hold up every keystroke. */
export function useGradual(total: number, atLeast = 0): Gradual {
  const [wanted, setWanted] = useState(FIRST);
  const observer = useRef<IntersectionObserver | null>(null);
  const count = typeof IntersectionObserver === 'undefined' ? total : Math.min(total, Math.max(wanted, atLeast));
  const behind = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (!element) return;
      const options: IntersectionObserverInit & { scrollMargin?: string } = { scrollMargin: '800px' };
      observer.current = new IntersectionObserver(([seen]) => seen?.isIntersecting && setWanted(count + STEP), options);
      observer.current.observe(element);
    },
    [count],
  );
  return { count, behind: count < total ? behind : null };
}
