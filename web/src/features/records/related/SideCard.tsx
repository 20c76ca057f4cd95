import type { ReactNode } from 'react';
import classes from './Related.module.css';

interface SideCardProps {
  title: string;
  icon?: ReactNode;
  count?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One block of the right column. */
export function SideCard({ title, icon, count, action, children }: SideCardProps) {
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <span className={classes.headIcon} aria-hidden>{icon}</span>
        <h2 className={classes.title}>{title}</h2>
        {count !== undefined && <span className={`${classes.count} tabular`}>{count}</span>}
        <span className={classes.fill} />
        {action}
      </div>
      {children}
    </section>
  );
}
