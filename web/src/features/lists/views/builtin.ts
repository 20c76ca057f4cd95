/** Views that every company has from the first day. Their names come from the catalogue. */
import type { ObjectMeta } from '@/api/types';
import { staleFilter } from '@/features/stages/stale';

export interface BuiltinView {
  id: 'all' | 'mine' | 'open' | 'queued' | 'stale';
  filter: string;
  sort: string;
}

const OPEN: Record<string, string> = {
  deal: 'status == "open"',
  activity: 'done == false',
  lead: 'status != "converted"',
};

const SORT: Record<string, string> = { activity: 'due_at', deal: '-created_at', lead: '-created_at' };

/** `queues` are the users under which the reader's queues own records. */
export function builtinViews(object: ObjectMeta, queues: string[] = []): BuiltinView[] {
  const has = (name: string) => object.fields.some((field) => field.name === name);
  const sort = SORT[object.name] && has((SORT[object.name] ?? '').replace('-', '')) ? (SORT[object.name] ?? '') : object.title_field;
  const views: BuiltinView[] = [{ id: 'all', filter: '', sort }];
  const open = OPEN[object.name];
  if (open && has(open.split(' ')[0] ?? '')) views.push({ id: 'open', filter: open, sort });
  if (has('owner')) views.push({ id: 'mine', filter: 'owner == me', sort });
  if (has('owner') && object.name !== 'user' && queues.length) {
    const list = queues.map((id) => JSON.stringify(id)).join(', ');
    views.push({ id: 'queued', filter: queues.length > 1 ? `owner in [${list}]` : `owner == ${list}`, sort });
  }
  const stale = staleFilter(object);
  if (stale) views.push({ id: 'stale', filter: stale, sort: object.pipeline_fields?.stage_due_at ?? sort });
  return views;
}
