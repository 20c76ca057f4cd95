/** Periods by name, and the days that they mean today. Days are plain dates, both included. */

export const PERIODS = ['all', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'last_12_months', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export interface Span {
  from?: string;
  to?: string;
}

export function readPeriod(raw: unknown): Period | undefined {
  return PERIODS.find((period) => period === raw);
}

/** Today in a time zone, as YYYY-MM-DD. */
export function todayIn(timezone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

export function spanOf(period: Period, today: string): Span {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const quarterStart = Math.floor((month - 1) / 3) * 3 + 1;
  switch (period) {
    case 'this_quarter':
      return months(year, quarterStart, 3);
    case 'last_quarter':
      return months(year, quarterStart - 3, 3);
    case 'this_year':
      return months(year, 1, 12);
    case 'last_year':
      return months(year - 1, 1, 12);
    case 'last_12_months':
      return { from: iso(year - 1, month, Number(today.slice(8)) + 1), to: today };
    default:
      return {};
  }
}

function months(year: number, first: number, count: number): Span {
  return { from: iso(year, first, 1), to: iso(year, first + count, 0) };
}

/** Months and days may run over their ends: month 0 is December of the year before. */
function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
