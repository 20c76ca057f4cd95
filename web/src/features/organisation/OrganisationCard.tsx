import type { ReactNode } from 'react';
import classes from './Organisation.module.css';

/** One subject: what it is for, and its contents. */
export function OrganisationCard({ title, text, action, children }: { title: string; text: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <div className={classes.cardWords}>
          <h2 className={classes.cardTitle}>{title}</h2>
          <p className={classes.cardText}>{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
