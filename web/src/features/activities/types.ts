/** What the timeline of a record answers. */
import type { CrmRecord, FieldScalar, Lookup } from '@/api/types';

export type ActivityKind = 'task' | 'call' | 'meeting' | 'note';

export interface FieldChange {
  field: string;
  label: string;
  old: FieldScalar | undefined;
  new: FieldScalar | undefined;
}

export interface TimelineChange {
  op: 'create' | 'update' | 'delete' | 'restore';
  source: string;
  change_set_id: string | null;
  fields: FieldChange[];
}

interface EntryBase {
  at: string;
  actor: Lookup | null;
}

export interface ActivityItem extends EntryBase {
  kind: 'activity';
  activity: CrmRecord;
}

export interface ChangeItem extends EntryBase {
  kind: 'change';
  change: TimelineChange;
}

export type TimelineItem = ActivityItem | ChangeItem;

export interface TimelinePage {
  data: TimelineItem[];
  next_cursor: string | null;
}
