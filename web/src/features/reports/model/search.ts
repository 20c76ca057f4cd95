/** What the report shows, kept in its address. */
import { readPeriod, spanOf, type Period } from './periods';

export interface SalesSearch {
  period?: Period;
  /** Only with the period `custom`. */
  from?: string;
  to?: string;
  pipeline?: string;
  owner?: string;
  office?: string;
  /** Any further condition on deals, in CEL. */
  filter?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readSalesSearch(raw: Record<string, unknown>): SalesSearch {
  const search: SalesSearch = {};
  for (const name of ['pipeline', 'owner', 'office', 'filter'] as const) {
    const value = raw[name];
    if (typeof value === 'string' && value !== '') search[name] = value;
  }
  for (const name of ['from', 'to'] as const) {
    const value = raw[name];
    if (typeof value === 'string' && DAY.test(value)) search[name] = value;
  }
  const period = readPeriod(raw.period) ?? (search.from || search.to ? 'custom' : undefined);
  if (period && period !== 'all') search.period = period;
  return search;
}

/** The query of the call: named periods become days. */
export function toQuery({ period = 'all', from, to, ...rest }: SalesSearch, today: string) {
  return { ...rest, ...(period === 'custom' ? { from, to } : spanOf(period, today)) };
}

export function isNarrowed(search: SalesSearch): boolean {
  return Object.keys(search).length > 0;
}
