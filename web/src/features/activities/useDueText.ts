import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { daysUntil } from './dueDates';

export type DueState = 'overdue' | 'today' | 'later';

/** "Today 18:00", "Tomorrow 15:30", "Fri 20 Nov"; and whether it is late. */
export function useDueText(): (due: string) => { text: string; state: DueState } {
  const { t } = useTranslation('activities');
  const { context } = useFormat();
  return useCallback(
    (due: string) => {
      const now = new Date();
      const days = daysUntil(due, context.timezone, now.toISOString());
      const at = new Date(due);
      const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(context.language, { timeZone: context.timezone, ...options }).format(at);
      const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      const state: DueState = at.getTime() < now.getTime() ? 'overdue' : days === 0 ? 'today' : 'later';
      if (days === 0) return { state, text: t('due.todayAt', { time }) };
      if (days === 1) return { state, text: t('due.tomorrowAt', { time }) };
      if (days === -1) return { state, text: t('due.yesterday') };
      if (days > 1 && days < 7) return { state, text: `${part({ weekday: 'short' })} ${time}` };
      const sameYear = at.getFullYear() === now.getFullYear();
      return { state, text: part({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }) };
    },
    [context, t],
  );
}
