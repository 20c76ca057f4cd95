import type { ReactNode } from 'react';
import classes from './Settings.module.css';

/** One subject of the settings: what it is, and its fields. */
export function Card({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle}>{title}</h2>
        {text && <p className={classes.cardText}>{text}</p>}
      </div>
      {children}
    </section>
  );
}
