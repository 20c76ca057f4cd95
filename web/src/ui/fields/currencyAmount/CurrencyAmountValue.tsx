import { MoneyText } from '../../MoneyText';
import { useFormat } from '../../useFormat';
import type { CurrencyAmount } from './amount';
import classes from './CurrencyAmount.module.css';

/** €1,000 ($1,100): the amount, and what it is worth in the company's currency. */
export function CurrencyAmountValue({ value }: { value: Partial<CurrencyAmount> & { converted?: string } }) {
  const { context } = useFormat();
  const foreign = value.converted !== undefined && value.currency !== context.currency;
  return (
    <span className={classes.worth}>
      <MoneyText value={value.amount} currency={value.currency} />
      {foreign && (
        <span className={classes.home}>
          (<MoneyText value={value.converted} />)
        </span>
      )}
    </span>
  );
}
