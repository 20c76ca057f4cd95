import { useId, useState, type ReactNode } from 'react';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { saveFile, toCsv, type Cell } from '../model/csv';
import { DataTable, type DataColumn, type DataRow } from './DataTable';
import classes from './ChartCard.module.css';

interface ChartCardProps {
  title: string;
  note?: ReactNode;
  /** The same data as a table: for screen readers, for exact figures, for download. */
  columns: DataColumn[];
  rows: DataRow[];
  fileName: string;
  span?: 1 | 2 | 3;
  children: ReactNode;
}

/** A chart with its title, its data as a table on request, and that data as a file. */
export function ChartCard({ title, note, columns, rows, fileName, span = 1, children }: ChartCardProps) {
  const { t } = useTranslation('reports');
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  const save = () => {
    const cells: Cell[][] = rows.map((row) => row.cells.map((cell) => cell.value));
    saveFile(`${fileName}.csv`, toCsv(columns.map((column) => column.label), cells));
  };
  const Other = asTable ? IconChartBar : IconTable;
  const otherLabel = t(asTable ? 'card.showChart' : 'card.showTable', { title });
  return (
    <section className={classes.card} data-span={span} aria-labelledby={heading}>
      <header className={classes.head}>
        <div>
          <h2 id={heading}>{title}</h2>
          {note && <p>{note}</p>}
        </div>
        <div className={classes.tools}>
          <Tooltip label={t(asTable ? 'card.chart' : 'card.table')}>
            <ActionIcon aria-label={otherLabel} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              <Other size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('card.csv')}>
            <ActionIcon aria-label={t('card.saveCsv', { title })} onClick={save} disabled={!rows.length}>
              <IconDownload size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      {!rows.length ? <p className={classes.nothing}>{t('card.nothing')}</p> : asTable ? <DataTable caption={title} columns={columns} rows={rows} /> : children}
    </section>
  );
}
