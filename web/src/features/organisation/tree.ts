import type { Position } from './types';

export interface TreeRow {
  position: Position;
  depth: number;
}

/** As they are shown: each position below the one above it, those at one place by name. */
export function treeRows(positions: Position[], language: string): TreeRow[] {
  const byName = new Intl.Collator(language, { numeric: true });
  const known = new Set(positions.map((one) => one.id));
  const below = new Map<string | null, Position[]>();
  for (const one of positions) {
    const parent = one.parent_id && known.has(one.parent_id) ? one.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const rows: TreeRow[] = [];
  // Without recursion: a tree may be as deep as there are positions.
  const waiting = sorted(below.get(null), byName).map((position) => ({ position, depth: 0 }));
  while (waiting.length) {
    const row = waiting.shift() as TreeRow;
    rows.push(row);
    waiting.unshift(...sorted(below.get(row.position.id), byName).map((position) => ({ position, depth: row.depth + 1 })));
  }
  return rows;
}

/** The position and all below it: where it cannot go. */
export function branchOf(positions: Position[], id: string): Set<string> {
  const branch = new Set([id]);
  let grown = true;
  while (grown) {
    const more = positions.filter((one) => one.parent_id && branch.has(one.parent_id) && !branch.has(one.id));
    more.forEach((one) => branch.add(one.id));
    grown = more.length > 0;
  }
  return branch;
}

function sorted(positions: Position[] | undefined, byName: Intl.Collator): Position[] {
  return [...(positions ?? [])].sort((left, right) => byName.compare(left.name, right.name));
}
