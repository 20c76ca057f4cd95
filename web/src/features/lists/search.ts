/** Everything a list shows is in its address, so that it can be shared, bookmarked and gone back to. */

export interface ListSearch {
  /** Saved view; the other parts then are changes on top of it. */
  v?: string;
  view?: 'list' | 'board';
  /** Condition in CEL. */
  filter?: string;
  /** `-amount,name` */
  sort?: string;
  q?: string;
  /** Columns, comma-separated. */
  cols?: string;
  pipeline?: string;
  /** Field whose values are the columns of the board. */
  group?: string;
  /** Record shown in the panel beside the list. */
  peek?: string;
}

const NAMES = ['v', 'filter', 'sort', 'q', 'cols', 'pipeline', 'group', 'peek'] as const;

export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {};
  for (const name of NAMES) {
    const value = raw[name];
    if (typeof value === 'string' && value !== '') search[name] = value;
    else if (typeof value === 'number') search[name] = String(value);
  }
  if (raw.view === 'board' || raw.view === 'list') search.view = raw.view;
  return search;
}
