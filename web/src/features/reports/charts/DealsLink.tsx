import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';

interface DealsLinkProps {
  filter: string;
  className?: string;
  label?: string;
  children: ReactNode;
}

/** To the list of deals that a figure counts. */
export function DealsLink({ filter, className, label, children }: DealsLinkProps) {
  return (
    <Link to="/o/$object" params={{ object: 'deal' }} search={{ filter, view: 'list' } as never} className={className} aria-label={label}>
      {children}
    </Link>
  );
}
