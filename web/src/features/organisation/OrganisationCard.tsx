import type { ReactNode } from 'react';
import classes from './Organisation.module.css';

/** One subject: what it is for, and its contents. */
export function OrganisationCard({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2 className={classes.cardTitle}>{title}</h2>
      <p className={classes.cardText}>{text}</p>
      {children}
    </section>
  );
}
