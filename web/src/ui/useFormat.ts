import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMaybeSession } from '@/api/session';
import type { CappedCount } from '@/api/types';
import * as format from './format';

/** The formatting functions bound to the reader's language, time zone and the company's currency. */
export function useFormat() {
  const { i18n } = useTranslation();
  const session = useMaybeSession();
  const language = i18n.language;
  const timezone = session?.user.timezone || session?.tenant.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const currency = session?.tenant.currency || 'USD';
  return useMemo(() => {
    const context: format.FormatContext = { language, timezone, currency };
    return {
      context,
      number: (value: number | string, decimals?: number) => format.formatNumber(value, context, decimals),
      count: (count: CappedCount) => format.formatCount(count, context),
      money: (value: number | string, code?: string | null) => format.formatMoney(value, context, code),
      moneyShort: (value: number | string, code?: string | null) => format.formatMoneyShort(value, context, code),
      percent: (value: number | string) => format.formatPercent(value, context),
      date: (value: string) => format.formatDate(value, context),
      dateTime: (value: string) => format.formatDateTime(value, context),
      relative: (value: string) => format.formatRelative(value, context),
    };
  }, [language, timezone, currency]);
}
