import type { ReactNode } from 'react';
import { DealsLink } from './DealsLink';
import classes from './BarRows.module.css';

export interface BarRow {
  key: string;
  label: ReactNode;
  /** Length of the bar, in any unit. */
  size: number;
  color?: string;
  value: string;
  note?: ReactNode;
  /** The whole row in words, for those who do not see the bar. */
  spoken: string;
  filter: string;
}

interface BarRowsProps {
  rows: BarRow[];
  /** Names of the columns, for rows with a note; screen readers hear them in every row. */
  head?: { label: string; value: string; note: string };
}

/** Horizontal bars with their figures. Every row is a link to its deals: reachable by keyboard, printable, narrow. */
export function BarRows({ rows, head }: BarRowsProps) {
  const largest = Math.max(...rows.map((row) => row.size), 0);
  return (
    <ul className={classes.bars} data-notes={head ? true : undefined}>
      {head && (
        <li className={classes.barHead} aria-hidden>
          <span>{head.label}</span>
          <span className={classes.track} />
          <span className={classes.barNote}>{head.value}</span>
          <span className={classes.barNote}>{head.note}</span>
        </li>
      )}
      {rows.map((row) => (
        <li key={row.key}>
          <DealsLink filter={row.filter} label={row.spoken} className={classes.barRow}>
            <span className={classes.barLabel}>{row.label}</span>
            <span className={classes.track}>
              {row.size > 0 && <span className={classes.bar} style={{ width: `${largest ? (row.size / largest) * 100 : 0}%`, background: row.color }} />}
            </span>
            <span className={classes.barValue}>{row.value}</span>
            {row.note !== undefined && <span className={classes.barNote}>{row.note}</span>}
          </DealsLink>
        </li>
      ))}
    </ul>
  );
}
