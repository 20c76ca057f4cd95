import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { daysUntil } from '../dueDates';
import { fromWallClock } from '@/ui/fields/zoned';
import classes from './Timeline.module.css';

/** "Today", "Yesterday", "Tuesday, 3 November". */
export function DayHeading({ day }: { day: string }) {
  const { t } = useTranslation('activities');
  const { context } = useFormat();
  const now = new Date();
  const distance = daysUntil(fromWallClock(`${day} 12:00:00`, context.timezone), context.timezone, now.toISOString());
  const sameYear = day.startsWith(String(now.getFullYear()));
  const text =
    distance === 0
      ? t('timeline.today')
      : distance === -1
        ? t('timeline.yesterday')
        : new Intl.DateTimeFormat(context.language, {
            timeZone: 'UTC',
            day: 'numeric',
            month: 'long',
            ...(sameYear ? { weekday: 'long' } : { year: 'numeric' }),
          }).format(new Date(`${day}T00:00:00Z`));
  return <h3 className={classes.day}>{text}</h3>;
}
