/** A tiny bus: writes announce themselves here, the shell shows the toasts (with Undo). */

export interface Announcement {
  kind: 'done' | 'failed';
  message: string;
  /** When given, the toast offers to undo it. */
  changeSetId?: string | null;
}

type Listener = (announcement: Announcement) => void;

const listeners = new Set<Listener>();

export function announce(announcement: Announcement): void {
  for (const listener of listeners) listener(announcement);
}

export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
