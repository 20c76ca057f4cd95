import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import classes from './RecordLink.module.css';

/** A link to a record's page. Clicks do not reach the row or card around it. */
export function RecordLink({ object, id, children, tabIndex }: { object: string; id: string; children: ReactNode; tabIndex?: number }) {
  return (
    <Link
      to="/o/$object/$id"
      params={{ object, id }}
      className={classes.link}
      tabIndex={tabIndex}
      draggable={false}
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  );
}
