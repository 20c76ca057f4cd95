import { useMemo } from 'react';
import { Input, NumberInput, type MantineSize } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMaybeSession } from '@/api/session';
import { CurrencySelect } from '../../inputs/CurrencySelect';
import { useFormat } from '../../useFormat';
import { useWithinPortal } from '../Nested';
import { placesOf, type CurrencyAmount } from './amount';
import classes from './CurrencyAmount.module.css';

export interface CurrencyAmountInputProps {
  value: CurrencyAmount | null;
  onChange: (value: CurrencyAmount | null) => void;
  label?: string;
  'aria-label'?: string;
  description?: React.ReactNode;
  error?: React.ReactNode;
  withAsterisk?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  size?: MantineSize;
}

/** An amount and what it is in; the company's currency unless another is chosen. It stays a decimal text. */
export function CurrencyAmountInput({ value, onChange, label, description, error, withAsterisk, disabled, autoFocus, size, ...rest }: CurrencyAmountInputProps) {
  const { t } = useTranslation('fields');
  const { context } = useFormat();
  const comboboxProps = { withinPortal: useWithinPortal() };
  const currency = value?.currency || context.currency;
  const amount = value?.amount ?? '';
  const session = useMaybeSession();
  const listed = session?.tenant.currencies.join() ?? '';
  // A company that lists its currencies offers these; an amount in another one keeps it.
  const only = useMemo(() => (listed ? [...new Set([context.currency, ...listed.split(','), currency])] : undefined), [context.currency, currency, listed]);
  const put = (next: CurrencyAmount) => onChange(next.amount === '' && next.currency === context.currency ? null : { amount: next.amount, currency: next.currency });
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={withAsterisk} labelElement="div">
      <div role="group" aria-label={label ?? rest['aria-label']} className={classes.pair}>
        <NumberInput
          size={size}
          disabled={disabled}
          autoFocus={autoFocus}
          error={Boolean(error)}
          aria-label={t('amount.amount')}
          value={amount}
          decimalScale={placesOf(currency)}
          thousandSeparator=","
          hideControls
          inputMode="decimal"
          onChange={(next) => put({ amount: String(next), currency })}
        />
        <CurrencySelect size={size} disabled={disabled} comboboxProps={comboboxProps} only={only} aria-label={t('amount.currency')} value={currency} onChange={(code) => code && put({ amount, currency: code })} />
      </div>
    </Input.Wrapper>
  );
}
