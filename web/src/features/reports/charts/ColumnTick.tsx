import { dealsHref } from './href';
import classes from './columns.module.css';

export interface ChartColumn {
  name: string;
  /** The name as it is written below the column. */
  lines: string[];
  size: number;
  filter: string;
  deals: string;
  amount: string;
  spoken: string;
}

interface ColumnTickProps {
  columns: ChartColumn[];
  onOpen: (filter: string) => void;
  /** Given by the chart. */
  x?: number;
  y?: number;
  payload?: { value: string };
}

/** The name below a column, as a link to its deals: the way in for the keyboard and for screen readers. */
export function ColumnTick({ columns, onOpen, x = 0, y = 0, payload }: ColumnTickProps) {
  const column = columns.find((one) => one.name === payload?.value);
  if (!column) return null;
  return (
    <a
      href={dealsHref(column.filter)}
      aria-label={column.spoken}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(column.filter);
      }}
    >
      <text y={y + 14} textAnchor="middle" className={classes.columnTick}>
        {column.lines.map((line, index) => (
          <tspan key={line} x={x} dy={index ? 15 : 0}>
            {line}
          </tspan>
        ))}
      </text>
    </a>
  );
}
