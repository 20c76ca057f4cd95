import type { ReactNode } from 'react';
import type { Icon } from '@tabler/icons-react';
import { useFormat } from '@/ui/useFormat';
import classes from './Timeline.module.css';

interface EntryFrameProps {
  icon: Icon;
  at: string;
  /** Who did what, in a sentence. */
  sentence: ReactNode;
  /** Field history stands back behind what people did. */
  quiet?: boolean;
  action?: ReactNode;
  children?: ReactNode;
}

/** One step of the timeline: an icon on the rail, a sentence with its time, and the content below. */
export function EntryFrame({ icon: Shape, at, sentence, quiet = false, action, children }: EntryFrameProps) {
  const format = useFormat();
  const time = new Intl.DateTimeFormat(format.context.language, { timeZone: format.context.timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <li className={classes.entry} data-quiet={quiet || undefined}>
      <span className={classes.icon}>
        <Shape size={15} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.sentence}>{sentence}</span>
      <div className={classes.side}>
        {action}
        <time className={classes.time} dateTime={at} title={format.dateTime(at)}>
          {time.format(new Date(at))}
        </time>
      </div>
      {children && <div className={classes.content}>{children}</div>}
    </li>
  );
}
