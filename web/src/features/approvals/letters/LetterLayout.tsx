import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { BrandMark } from '@/ui/Brand';
import { LanguageSwitch } from '@/ui/preferences/LanguageSwitch';
import { ThemeSwitch } from '@/ui/preferences/ThemeSwitch';
import classes from './Letter.module.css';

/** A page for somebody who has only a link: one card, nothing to get lost in. */
export function LetterLayout({ title, company, children }: { title: string; company?: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Guanxi`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <BrandMark size={26} />
        <span className={`${classes.company} truncate`}>{company ?? 'Guanxi'}</span>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className={classes.card}>{children}</main>
    </div>
  );
}
