import type { ReactNode } from 'react';
import type { Icon } from '@tabler/icons-react';
import { useFormat } from '@/ui/useFormat';
import classes from './Timeline.module.css';

interface EntryFrameProps {
  icon: Icon;
  at: string;
  /** Field history stands back behind what people did. */
  quiet?: boolean;
  action?: ReactNode;
  children: ReactNode;
}

/** One step of the timeline: an icon on the rail, words, and when. */
export function EntryFrame({ icon: Shape, at, quiet = false, action, children }: EntryFrameProps) {
  const format = useFormat();
  const time = new Intl.DateTimeFormat(format.context.language, { timeZone: format.context.timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <li className={classes.entry} data-quiet={quiet || undefined}>
      <span className={classes.icon}>
        <Shape size={15} stroke={1.7} aria-hidden />
      </span>
      <div className={classes.words}>{children}</div>
      <div className={classes.side}>
        {action}
        <time className={classes.time} dateTime={at} title={format.dateTime(at)}>
          {time.format(new Date(at))}
        </time>
      </div>
    </li>
  );
}
