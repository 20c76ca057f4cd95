import type { ReactNode } from 'react';
import { Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/ui/Brand';
import { LanguageSwitch } from '@/ui/preferences/LanguageSwitch';
import { ThemeSwitch } from '@/ui/preferences/ThemeSwitch';
import { Relations } from './Relations';
import classes from './AuthLayout.module.css';

export interface AuthLayoutProps {
  title: string;
  subtitle?: ReactNode;
  children: ReactNode;
  /** The other way in, below the form. */
  footer?: ReactNode;
}

/** Pages before the door: the form on the left, what the product is on the right. */
export function AuthLayout({ title, subtitle, children, footer }: AuthLayoutProps) {
  const { t } = useTranslation('auth');
  useDocumentTitle(`${title} · Guanxi`);
  return (
    <div className={classes.page}>
      <div className={classes.formSide}>
        <header className={classes.header}>
          <Group gap={10}>
            <BrandMark size={28} />
            <Text fw={650} size="lg">{t('brand')}</Text>
          </Group>
          <Group gap={4}>
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </header>
        <main className={classes.main}>
          <Title order={1} fz={26} style={{ letterSpacing: '-0.02em' }}>{title}</Title>
          {subtitle && <Text c="dimmed" size="md" mt={6}>{subtitle}</Text>}
          <div className={classes.form}>{children}</div>
          {footer && <Text size="sm" c="dimmed" mt={24}>{footer}</Text>}
        </main>
        <Text component="footer" size="xs" c="dimmed">{t('licence')}</Text>
      </div>
      <aside className={classes.story} aria-label={t('story.label')}>
        <Relations />
        <p className={classes.claim}>{t('story.claim')}</p>
        <ul className={classes.points}>
          <li>{t('story.undo')}</li>
          <li>{t('story.fast')}</li>
          <li>{t('story.open')}</li>
        </ul>
      </aside>
    </div>
  );
}
