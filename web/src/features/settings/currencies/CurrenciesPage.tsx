import { useState } from 'react';
import { Button, FileButton, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isOver, useJob } from '@/api/jobs';
import { readAgain } from '@/api/readAgain';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import classes from '../Settings.module.css';
import { AddRate } from './AddRate';
import { useChangeRates, useCurrencies, useListCurrencies, usePreviewRates, type CurrencyState, type RateChange } from './calls';
import { RatePreview } from './RatePreview';
import { Rates } from './Rates';

/** Which currencies the company uses and what they are worth; nothing is put in force before it has been looked at. */
export default function CurrenciesPage() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const list = useCurrencies();
  const use = useListCurrencies();
  const preview = usePreviewRates();
  const change = useChangeRates(t('currencies.changed'));
  const [wanted, setWanted] = useState<RateChange | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { job } = useJob(change.data?.job_id, { onEnd: () => readAgain(client, ['records']) });
  const home = list.data?.home ?? '';
  const foreign = list.data?.data.filter(({ currency }) => currency !== home) ?? [];
  const active = foreign.filter((each) => each.active).map(({ currency }) => currency);

  const look = (next: RateChange) => {
    setWanted(next);
    change.reset();
    preview.mutate(next);
  };
  const forget = () => {
    setWanted(null);
    preview.reset();
  };
  const confirm = async () => {
    if (!wanted) return;
    const missing = [...new Set(preview.data?.rates.filter(({ after }) => after).map(({ currency }) => currency))].filter((each) => !foreign.some(({ currency }) => currency === each));
    await change.mutateAsync(wanted);
    if (missing.length) await use.mutateAsync([...active, ...missing]);
    forget();
  };

  return (
    <>
      <Card title={t('currencies.title')} text={t('currencies.text', { home })}>
        <ProblemPanel error={list.error ?? use.error} />
        {list.isPending && <BlockSkeleton lines={3} />}
        {list.data && foreign.length === 0 && <p className={classes.cardText}>{t('currencies.none')}</p>}
        <ul className={classes.rows} style={{ marginBottom: -12 }}>
          {foreign.map((each) => (
            <Row
              key={each.currency}
              state={each}
              home={home}
              open={open === each.currency}
              busy={use.isPending}
              onOpen={() => setOpen(open === each.currency ? null : each.currency)}
              onUse={(used) => use.mutate(used ? [...active, each.currency] : active.filter((code) => code !== each.currency))}
              onChange={look}
            />
          ))}
        </ul>
      </Card>
      <Card title={t('currencies.add')} text={t('currencies.addText')}>
        <AddRate home={home} onAdd={(rate) => look({ rates: [rate] })} loading={preview.isPending} />
        <p className={classes.cardText} style={{ marginTop: 16 }}>{t('currencies.csvText')}</p>
        <FileButton accept=".csv,text/csv" onChange={(file) => void file?.text().then((csv) => look({ csv }))}>
          {(props) => <Button {...props} variant="default" mt={8}>{t('currencies.csv')}</Button>}
        </FileButton>
        <ProblemPanel error={preview.error ?? change.error} />
      </Card>
      {wanted && preview.data && <RatePreview home={home} {...preview.data} saving={change.isPending || use.isPending} onConfirm={() => void confirm()} onCancel={forget} />}
      {job && !isOver(job) && <ProgressBar done={job.done} total={job.total ?? null} label={t('currencies.converting')} />}
    </>
  );
}

interface RowProps {
  state: CurrencyState;
  home: string;
  open: boolean;
  busy: boolean;
  onOpen: () => void;
  onUse: (used: boolean) => void;
  onChange: (change: RateChange) => void;
}

function Row({ state, home, open, busy, onOpen, onUse, onChange }: RowProps) {
  const { t, i18n } = useTranslation('settings');
  const format = useFormat();
  const name = new Intl.DisplayNames(i18n.language, { type: 'currency' }).of(state.currency) ?? state.currency;
  return (
    <li className={classes.rowItem}>
      <span className={classes.grow}>
        {state.currency} · {name}
        <br />
        <span className={`${classes.soft} tabular`}>
          {state.rate && state.valid_from
            ? t('currencies.worth', { currency: state.currency, rate: format.number(state.rate, 15), home, day: format.date(state.valid_from) })
            : t('currencies.noRate')}
        </span>
      </span>
      <Switch size="sm" label={t('currencies.used')} aria-label={t('currencies.usedOf', { currency: state.currency })} checked={state.active} disabled={busy} onChange={(event) => onUse(event.currentTarget.checked)} />
      <Button size="compact-sm" variant="default" aria-expanded={open} aria-label={t('currencies.ratesOf', { currency: state.currency })} onClick={onOpen}>{t('currencies.rates', { count: state.rates })}</Button>
      {open && <Rates currency={state.currency} home={home} onRemove={(rate) => onChange({ rates: [{ currency: rate.currency, valid_from: rate.valid_from, rate: null }] })} />}
    </li>
  );
}
