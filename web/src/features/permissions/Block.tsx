import type { ReactNode } from 'react';
import classes from './Permissions.module.css';

/** One subject of a page about rights. */
export function Block({ title, text, aside, children }: { title: ReactNode; text?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <h2 className={classes.title}>{title}</h2>
          {text && <p className={classes.text}>{text}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  );
}
