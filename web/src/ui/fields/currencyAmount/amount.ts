/** An amount as a decimal text, and the ISO 4217 code of what it is in. */
export interface CurrencyAmount {
  amount: string;
  currency: string;
}

/** Decimal places of a currency: two for USD, none for JPY. */
export function placesOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
