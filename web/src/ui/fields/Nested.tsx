import { createContext, useContext, type ReactNode } from 'react';

const NestedContext = createContext(false);

/**
 * Wraps inputs inside a popover: their own lists and calendars then open within it. In a portal they would count as
 * "outside", and choosing from them would close the popover.
 */
export function Nested({ children }: { children: ReactNode }) {
  return <NestedContext.Provider value>{children}</NestedContext.Provider>;
}

/** For `withinPortal` of lists and calendars. */
export function useWithinPortal(): boolean {
  return !useContext(NestedContext);
}
