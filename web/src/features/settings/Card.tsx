import type { ReactNode } from 'react';
import { EmptyState } from '@/ui/EmptyState';
import classes from './Settings.module.css';

export interface CardProps {
  title: ReactNode;
  text?: ReactNode;
  /** What one does here first, such as adding one more: beside the title, or in the middle while there is nothing. */
  action?: ReactNode;
  /** Given while there is nothing: what belongs here. */
  empty?: { icon: ReactNode; title: string; text: string };
  children?: ReactNode;
}

/** One subject of the settings: what it is, and its fields. */
export function Card({ title, text, action, empty, children }: CardProps) {
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <div className={classes.cardWords}>
          <h2 className={classes.cardTitle}>{title}</h2>
          {text && <p className={classes.cardText}>{text}</p>}
        </div>
        {!empty && action}
      </div>
      {children}
      {empty && <EmptyState icon={empty.icon} title={empty.title} actions={action}>{empty.text}</EmptyState>}
    </section>
  );
}
