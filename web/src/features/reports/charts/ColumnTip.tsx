import type { ChartColumn } from './ColumnTick';
import classes from './columns.module.css';

export function ColumnTip({ column }: { column: ChartColumn | undefined }) {
  if (!column) return null;
  return (
    <div className={classes.tip}>
      <strong>{column.name}</strong>
      {column.amount && <span>{column.amount}</span>}
      <span>{column.deals}</span>
    </div>
  );
}
