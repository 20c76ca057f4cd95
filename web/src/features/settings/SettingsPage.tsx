import { Suspense } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconSettings } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useSections } from './sections';
import classes from './Settings.module.css';

/** The menu beside what it opened; on a phone one after the other. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const narrow = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  const { pathname } = useLocation();
  const groups = useSections();
  const open = groups.flatMap(({ sections }) => sections).find((section) => pathname.startsWith(section.to));
  const deeper = open && pathname.replace(/\/$/, '') !== open.to;
  const back = (
    <Link to={deeper ? open.to : '/settings'} className={classes.backToMenu} aria-label={deeper ? t(`sections.${open.key}`) : t('back')}>
      <IconChevronLeft size={20} stroke={1.6} aria-hidden />
    </Link>
  );
  return (
    <Page
      flush
      title={narrow && open ? t(`sections.${open.key}`) : t('title')}
      tab={open && t(`sections.${open.key}`)}
      icon={narrow && open ? back : <IconSettings size={20} stroke={1.6} />}
    >
      <div className={classes.frame}>
        {(!narrow || !open) && <Menu groups={groups} />}
        {(!narrow || open) && (
          <div className={classes.body}>
            <div className={classes.column}>
              <Suspense fallback={<BlockSkeleton lines={6} />}>
                <Outlet />
              </Suspense>
            </div>
          </div>
        )}
      </div>
    </Page>
  );
}

function Menu({ groups }: { groups: ReturnType<typeof useSections> }) {
  const { t } = useTranslation('settings');
  return (
    <nav className={classes.menu} aria-label={t('title')}>
      {groups.map(({ key, sections }) => (
        <div key={key} role="group" aria-labelledby={`settings-${key}`} className={classes.menuGroup}>
          <div id={`settings-${key}`} className={classes.menuTitle}>{t(`groups.${key}`)}</div>
          {sections.map((section) => (
            <Link key={section.key} to={section.to} className={classes.link}>
              <section.Icon size={16} stroke={1.6} aria-hidden />
              <span>{t(`sections.${section.key}`)}</span>
              <IconChevronRight size={15} aria-hidden className={classes.chevron} />
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
