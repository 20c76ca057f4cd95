/** Shows a change of an activity at once in timelines and on "my day", which the record caches do not cover. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import type { CrmRecord, RecordValues } from '@/api/types';
import type { TimelinePage } from './types';

type Snapshot = [readonly unknown[], unknown][];

export function showActivityChange(client: QueryClient, id: string, values: RecordValues | null): () => void {
  const before: Snapshot = [
    ...client.getQueriesData({ queryKey: ['timeline'] }),
    ...client.getQueriesData({ queryKey: keys.myDay }),
    ...client.getQueriesData({ queryKey: ['related'] }),
  ];
  const change = (activity: CrmRecord): CrmRecord => ({ ...activity, ...values }) as CrmRecord;
  client.setQueriesData<InfiniteData<TimelinePage>>({ queryKey: ['timeline'] }, (old) =>
    old && {
      ...old,
      pages: old.pages.map((page) => ({
        ...page,
        data: page.data.flatMap((item) => {
          if (item.kind !== 'activity' || item.activity.id !== id) return [item];
          return values ? [{ ...item, activity: change(item.activity) }] : [];
        }),
      })),
    },
  );
  client.setQueriesData<Record<string, unknown>>({ queryKey: keys.myDay }, (old) => old && mapLists(old, id, values ? change : null));
  return () => before.forEach(([key, data]) => client.setQueryData(key, data));
}

function mapLists(day: Record<string, unknown>, id: string, change: ((row: CrmRecord) => CrmRecord) | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(day).map(([name, rows]) => {
      if (!Array.isArray(rows)) return [name, rows];
      return [name, (rows as CrmRecord[]).flatMap((row) => (row.id !== id ? [row] : change ? [change(row)] : []))];
    }),
  );
}
