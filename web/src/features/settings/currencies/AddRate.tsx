import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { CurrencySelect } from '@/ui/inputs/CurrencySelect';
import { useFormat } from '@/ui/useFormat';
import classes from '../Settings.module.css';
import type { GivenRate } from './calls';

const DAY = /^\d{4}-\d{2}-\d{2}/;

/** One rate by hand: which currency, from when, what one unit is worth. */
export function AddRate({ home, loading, onAdd }: { home: string; loading: boolean; onAdd: (rate: GivenRate) => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [currency, setCurrency] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(() => new Intl.DateTimeFormat('en-CA').format(new Date()));
  const [rate, setRate] = useState('');
  const number = Number(rate.replace(/,/g, ''));
  const sound = currency !== null && currency !== home && day !== null && DAY.test(day) && number > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sound) onAdd({ currency, valid_from: day.slice(0, 10), rate: rate.replace(/,/g, '').trim() });
  };
  return (
    <form onSubmit={submit}>
      <div className={classes.fields}>
        <CurrencySelect label={t('currencies.currency')} value={currency} onChange={setCurrency} />
        <DateInput label={t('currencies.from')} value={day} onChange={setDay} valueFormat="YYYY-MM-DD" />
        <TextInput
          label={currency ? t('currencies.rateOf', { currency, home }) : t('currencies.rate')}
          value={rate}
          inputMode="decimal"
          description={sound ? t('currencies.inverse', { home, currency, rate: format.number(1 / number, 6) }) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" mt={16} disabled={!sound} loading={loading}>{t('currencies.look')}</Button>
    </form>
  );
}
