import { useFormat } from './useFormat';

export interface MoneyTextProps {
  value: string | number | null | undefined;
  currency?: string | null;
  short?: boolean;
}

/** An amount in its currency, with tabular figures; the short form keeps the full one as its title. */
export function MoneyText({ value, currency, short = false }: MoneyTextProps) {
  const format = useFormat();
  if (value === null || value === undefined || value === '') return null;
  const full = format.money(value, currency);
  return (
    <span className="tabular" title={short ? full : undefined}>
      {short ? format.moneyShort(value, currency) : full}
    </span>
  );
}
