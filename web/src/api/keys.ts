/** Query keys. Everything about records of one object starts with `['records', object]`. */

export interface RecordListParams {
  filter?: string;
  sort?: string;
  q?: string;
  fields?: string[];
  view?: string;
  deleted?: boolean;
  limit?: number;
  count?: 'capped' | 'exact' | 'none';
}

export interface BoardParams {
  group_by?: string;
  pipeline?: string;
  filter?: string;
  q?: string;
  sort?: string;
  limit?: number;
}

export const keys = {
  session: ['session'] as const,
  notifications: ['notifications'] as const,
  supportGrants: ['support-grants'] as const,
  objects: (language: string) => ['objects', language] as const,
  records: (object: string) => ['records', object] as const,
  list: (object: string, params: RecordListParams) => ['records', object, 'list', params] as const,
  record: (object: string, id: string) => ['records', object, 'one', id] as const,
  board: (object: string, params: BoardParams) => ['records', object, 'board', params] as const,
  related: (object: string, id: string, relation: string) => ['related', object, id, relation] as const,
  timeline: (object: string, id: string) => ['timeline', object, id] as const,
  views: (object: string) => ['views', object] as const,
  search: (q: string, objects?: string) => ['search', q, objects ?? 'all'] as const,
  startedJobs: ['jobs', 'started'] as const,
  job: (id: string) => ['jobs', id] as const,
  invitations: ['invitations'] as const,
  apiKeys: ['api-keys'] as const,
  organisation: ['organisation'] as const,
  permissions: ['permissions'] as const,
  myDay: ['my-day'] as const,
  approvals: ['approvals'] as const,
  recordApprovals: (object: string, id: string) => ['approvals', 'record', object, id] as const,
  files: (object: string, id: string) => ['files', object, id] as const,
  imports: ['imports'] as const,
  import: (id: string) => ['imports', id] as const,
  report: (name: string, params: unknown) => ['reports', name, params] as const,
};
