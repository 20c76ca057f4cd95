import type { Grant } from './types';

/** One line for each person or team: the most that it may. */
export function distinct(grants: readonly Grant[]): Grant[] {
  const found = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.to.kind}:${grant.to.id ?? ''}`;
    const before = found.get(key);
    if (!before || (before.level === 'read' && grant.level === 'edit')) found.set(key, grant);
  }
  return [...found.values()];
}
