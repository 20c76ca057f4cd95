import type { Cell } from '../model/csv';
import { DealsLink } from './DealsLink';
import classes from './DataTable.module.css';

export interface DataColumn {
  label: string;
  numeric?: boolean;
}

export interface DataRow {
  key: string;
  filter: string;
  /** `value` is what is exported, `shown` how the reader's language writes it. The first cell names the row. */
  cells: { value: Cell; shown: string }[];
}

/** The data of a chart, each row leading to its deals. */
export function DataTable({ caption, columns, rows }: { caption: string; columns: DataColumn[]; rows: DataRow[] }) {
  return (
    <div className={classes.tableFrame} tabIndex={0} role="region" aria-label={caption}>
      <table className={classes.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" data-right={column.numeric || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, filter, cells: [name, ...figures] }) => (
            <tr key={key}>
              <th scope="row">
                <DealsLink filter={filter}>{name?.shown}</DealsLink>
              </th>
              {figures.map((cell, index) => (
                <td key={index} data-right>
                  {cell.shown}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
