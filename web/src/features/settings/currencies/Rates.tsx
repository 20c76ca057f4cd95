import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useRates, type Rate } from './calls';
import classes from './Currencies.module.css';

/** All rates of one currency, the latest first. */
export function Rates({ currency, home, onRemove }: { currency: string; home: string; onRemove: (rate: Rate) => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const pages = useRates(currency);
  const rates = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <div className={classes.rates}>
      {pages.isPending && <BlockSkeleton lines={2} />}
      <ul className={classes.list}>
        {rates.map((rate) => (
          <li key={rate.valid_from} className={classes.rate}>
            <span className="tabular">{format.date(rate.valid_from)}</span>
            <span className={`tabular ${classes.number}`}>{format.number(rate.rate, 15)} {home}</span>
            <ActionIcon aria-label={t('currencies.remove', { day: format.date(rate.valid_from) })} onClick={() => onRemove(rate)}>
              <IconTrash size={15} stroke={1.6} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && <Button size="compact-sm" variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t('currencies.more')}</Button>}
    </div>
  );
}
