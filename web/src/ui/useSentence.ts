import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';

/** Turns any error into a sentence a person can act on. */
export function useSentence(): (error: unknown) => string {
  const { t } = useTranslation('common');
  return useCallback(
    (error: unknown) => {
      if (!isProblem(error)) return t('problems.unexpected');
      if (error.code === 'unreachable') return t('problems.unreachable');
      const only = error.errors.length === 1 ? error.errors[0]?.detail : undefined;
      if (error.document.detail) return only && only !== error.document.detail ? `${error.document.detail} ${only}` : error.document.detail;
      return only ?? error.document.title ?? t('problems.unexpected');
    },
    [t],
  );
}
