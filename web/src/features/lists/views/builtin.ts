/** Views that every company has from the first day. Their names come from the catalogue. */
import type { ObjectMeta } from '@/api/types';

export interface BuiltinView {
  id: 'all' | 'mine' | 'open';
  filter: string;
  sort: string;
}

const OPEN: Record<string, string> = {
  deal: 'status == "open"',
  activity: 'done == false',
  lead: 'status != "converted"',
};

const SORT: Record<string, string> = { activity: 'due_at', deal: '-created_at', lead: '-created_at' };

export function builtinViews(object: ObjectMeta): BuiltinView[] {
  const has = (name: string) => object.fields.some((field) => field.name === name);
  const sort = SORT[object.name] && has((SORT[object.name] ?? '').replace('-', '')) ? (SORT[object.name] ?? '') : object.title_field;
  const views: BuiltinView[] = [{ id: 'all', filter: '', sort }];
  const open = OPEN[object.name];
  if (open && has(open.split(' ')[0] ?? '')) views.push({ id: 'open', filter: open, sort });
  if (has('owner')) views.push({ id: 'mine', filter: 'owner == me', sort });
  return views;
}
