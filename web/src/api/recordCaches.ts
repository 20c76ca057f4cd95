/** Finds a record wherever the query cache holds it (lists, boards, pages) and rewrites it there. */
import type { QueryClient } from '@tanstack/react-query';
import type { CrmRecord } from './types';
import { keys } from './keys';

type Rewrite = (record: CrmRecord) => CrmRecord | null;

interface Holder {
  pages?: unknown[];
  columns?: unknown[];
  data?: unknown[];
  id?: string;
}

/** Applies `rewrite` to every record with this id inside `cached`; `null` removes it. Keeps identity when nothing matched. */
export function rewriteIn(cached: unknown, id: string, rewrite: Rewrite): unknown {
  if (!cached || typeof cached !== 'object') return cached;
  const holder = cached as Holder;
  if (holder.id === id && 'version' in holder) return rewrite(holder as CrmRecord) ?? cached;
  for (const part of ['pages', 'columns', 'data'] as const) {
    const items = holder[part];
    if (!Array.isArray(items)) continue;
    const next = part === 'data' ? rewriteRows(items, id, rewrite) : items.map((item) => rewriteIn(item, id, rewrite));
    if (next.length === items.length && next.every((item, index) => item === items[index])) return cached;
    return { ...holder, [part]: next };
  }
  return cached;
}

function rewriteRows(rows: unknown[], id: string, rewrite: Rewrite): unknown[] {
  return rows.flatMap((row) => {
    if ((row as { id?: string }).id !== id) return [row];
    const next = rewrite(row as CrmRecord);
    return next ? [next] : [];
  });
}

export type Snapshot = [readonly unknown[], unknown][];

export function rewriteCaches(client: QueryClient, object: string, id: string, rewrite: Rewrite): Snapshot {
  const snapshot: Snapshot = [];
  for (const prefix of [keys.records(object), ['related']]) {
    for (const [key, cached] of client.getQueriesData({ queryKey: prefix })) {
      const next = rewriteIn(cached, id, rewrite);
      if (next === cached) continue;
      snapshot.push([key, cached]);
      client.setQueryData(key, next);
    }
  }
  return snapshot;
}

export function restoreCaches(client: QueryClient, snapshot: Snapshot | undefined): void {
  for (const [key, cached] of snapshot ?? []) client.setQueryData(key, cached);
}
