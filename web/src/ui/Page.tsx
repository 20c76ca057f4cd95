import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './Page.module.css';

export interface PageProps {
  /** Also the browser tab's title. */
  title: string;
  /** The browser tab's title, where the page is one of several under the same heading. */
  tab?: string;
  icon?: ReactNode;
  /** Beside the title: switches, counts. */
  aside?: ReactNode;
  /** The page's actions; the primary one last. */
  actions?: ReactNode;
  /** Without padding and scrolling of its own, for tables and boards that fill the page. */
  flush?: boolean;
  /** Width for reading, in pixels. */
  width?: number;
  children: ReactNode;
}

/** One page: a header row and the content below it. */
export function Page({ title, tab, icon, aside, actions, flush = false, width, children }: PageProps) {
  useDocumentTitle(`${tab ?? title} · Guanxi`);
  return (
    <div className={classes.page}>
      <PageHeader title={title} icon={icon} aside={aside} actions={actions} />
      <div className={flush ? classes.flush : classes.body}>
        {width ? <div style={{ maxWidth: width, margin: '0 auto' }}>{children}</div> : children}
      </div>
    </div>
  );
}

export function PageHeader({ title, icon, aside, actions }: Pick<PageProps, 'title' | 'icon' | 'aside' | 'actions'>) {
  return (
    <header className={classes.header}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <h1 className={classes.title}>{title}</h1>
      {aside}
      <div className={classes.spacer} />
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
