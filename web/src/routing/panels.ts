/**
 * Panels that any page may open without knowing the feature that draws them.
 * The shell mounts one component per name (see app/panels.tsx).
 */
import { useSyncExternalStore } from 'react';
import type { RecordValues } from '@/api/types';

export interface PanelRequests {
  /** Who sees a record and why; sharing it. */
  access: { object: string; id: string; title: string };
  /** Quick creation of a record; `defaults` in shown form (lookups `{id, name}`). */
  create: { object: string; defaults?: RecordValues; onCreated?: (id: string) => void };
  /** What a person owns goes to colleagues. */
  handOver: { id: string; title: string };
}

export type PanelName = keyof PanelRequests;
export type OpenPanel = { [Name in PanelName]: { name: Name } & PanelRequests[Name] }[PanelName];

let open: OpenPanel | null = null;
const listeners = new Set<() => void>();

function set(next: OpenPanel | null): void {
  open = next;
  for (const listener of listeners) listener();
}

export function openPanel(panel: OpenPanel): void {
  set(panel);
}

export function closePanel(): void {
  set(null);
}

export function useOpenPanel(): OpenPanel | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => open,
  );
}
