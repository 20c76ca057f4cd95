import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Table } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import { offersBackground, useInBackground } from '@/api/background';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { CappedCount, CrmRecord, RecordPage } from '@/api/types';
import { isNumeric } from '@/ui/fields/kinds';
import { useFormat } from '@/ui/useFormat';
import { useTotals, useTotalsByCurrency } from './useTotals';
import classes from './RecordTable.module.css';

export interface FooterRowProps {
  table: Table<CrmRecord>;
  object: string;
  filter: string;
  q: string;
  count: CappedCount | null | undefined;
}

/** How many there are and what the amounts add up to, over the whole list, not only what is loaded. */
export function FooterRow({ table, object, filter, q, count }: FooterRowProps) {
  const { t } = useTranslation('lists');
  const format = useFormat();
  const columns = table.getFlatHeaders();
  const money = columns.filter((column) => column.column.columnDef.meta?.field.type === 'money').map((column) => column.id);
  const totals = useTotals(object, filter, q, money);
  return (
    <div className={classes.footer} role="presentation">
      {columns.map((column, index) => {
        const field = column.column.columnDef.meta?.field;
        const sum = totals?.[column.id];
        return (
          <div key={column.id} className={classes.cell} data-first={index === 0 || undefined} data-numeric={(field && isNumeric(field)) || undefined} style={{ width: column.getSize() }}>
            {index === 0 ? (
              <Count object={object} filter={filter} q={q} count={count} />
            ) : field?.type === 'currency_amount' ? (
              <SumsByCurrency object={object} filter={filter} q={q} field={field.name} />
            ) : sum !== undefined && sum !== null ? (
              <span className="truncate" title={`${t('table.sum')} ${format.money(sum)}`}>
                <span className={classes.sum}>{t('table.sum')}</span> {shortest(format.money(sum), format.moneyShort(sum))}
              </span>
            ) : null}
          </div>
        );
      })}
      <span className={classes.filler} />
    </div>
  );
}

/** Amounts in several currencies are not added up: the sum of each, one after the other. */
function SumsByCurrency({ object, filter, q, field }: { object: string; filter: string; q: string; field: string }) {
  const { t } = useTranslation('lists');
  const format = useFormat();
  const sums = useTotalsByCurrency(object, filter, q, field);
  if (!sums?.length) return null;
  const written = sums.map(({ currency, sum }) => format.money(sum, currency));
  return (
    <span className="truncate" title={`${t('table.sumByCurrency')} ${written.join(' · ')}`}>
      <span className={classes.sum}>{t('table.sum')}</span> {sums.map(({ currency, sum }) => format.moneyShort(sum, currency)).join(' · ')}
    </span>
  );
}

/** The whole amount where the column has room for it. */
const shortest = (whole: string, short: string): string => (whole.length > 12 ? short : whole);

function Count({ object, filter, q, count }: Omit<FooterRowProps, 'table'>) {
  const { t } = useTranslation('lists');
  const format = useFormat();
  const [asked, setAsked] = useState('');
  const wanted = `${filter}|${q}`;
  const exact = useQuery({
    queryKey: [...keys.records(object), 'exact-count', filter, q],
    queryFn: ({ signal }) => api.get<RecordPage>(`/objects/${object}/records`, { signal, query: { filter, q, limit: 1, count: 'exact' } }),
    enabled: asked === wanted,
    retry: false,
  });
  const background = useInBackground<RecordPage>(wanted, `/objects/${object}/records`, { filter, q, limit: 1, count: 'exact' });
  const { start, isRunning } = background;
  const isRefused = asked === wanted && offersBackground(exact.error);
  useEffect(() => {
    // Whoever asks for the exact number has said that it may take a while.
    if (isRefused) start();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each question
  }, [isRefused, wanted]);
  const shown = exact.data?.count ?? background.data?.count ?? count;
  if (!shown) return null;
  if (!shown.capped) return <span className="tabular">{t('table.count', { count: shown.value, shown: format.number(shown.value) })}</span>;
  return (
    <button type="button" className={classes.sorter} onClick={() => setAsked(wanted)} title={t('table.countExactly')}>
      <span className="tabular">{exact.isFetching ? t('table.counting') : isRunning ? t('table.countingInBackground') : t('table.atLeast', { shown: format.count(shown) })}</span>
    </button>
  );
}
