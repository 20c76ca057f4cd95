/** Which lines are ticked, and which one the keyboard is at. Pure; a line that has gone is forgotten. */
export interface Selection {
  at: number;
  ticked: ReadonlySet<string>;
}

export const NOTHING: Selection = { at: 0, ticked: new Set() };

export function moved(selection: Selection, by: number, count: number): Selection {
  return { ...selection, at: Math.max(0, Math.min(count - 1, selection.at + by)) };
}

export function toggled(selection: Selection, id: string): Selection {
  const ticked = new Set(selection.ticked);
  if (!ticked.delete(id)) ticked.add(id);
  return { ...selection, ticked };
}

export function allTicked(selection: Selection, ids: readonly string[], most: number): Selection {
  const every = ids.slice(0, most);
  const has = every.length > 0 && every.every((id) => selection.ticked.has(id));
  return { ...selection, ticked: new Set(has ? [] : every) };
}

/** One line for each request, although somebody may be asked in several branches of it: he answers for all of them at once. */
export function onceEach<T extends { id: string }>(rows: readonly T[]): T[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && Boolean(seen.add(id)));
}

/** Those that are still there, in the order of the list. */
export function tickedOf(selection: Selection, ids: readonly string[]): string[] {
  return ids.filter((id) => selection.ticked.has(id));
}
