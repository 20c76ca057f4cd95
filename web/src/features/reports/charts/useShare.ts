import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** 0.6315 → "63.2%": one decimal always, so that figures in a column stand under each other. */
export function useShare(): (share: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return (share: number) => format.format(share);
  }, [i18n.language]);
}
