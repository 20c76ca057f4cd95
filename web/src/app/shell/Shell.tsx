import { Suspense, useEffect } from 'react';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEvents } from '@/api/events';
import { onSwitchElsewhere } from '@/api/otherTabs';
import { Palette } from '@/features/palette/Palette';
import { useRecordVisits } from '@/features/palette/recent';
import { SupportBanner } from '@/features/support/SupportBanner';
import { useProfileTheme } from '@/ui/preferences/useProfileTheme';
import { PageSkeleton } from '@/ui/Skeletons';
import { UndoToasts } from '@/ui/UndoToasts';
import { WorkPanel } from '@/ui/work/WorkPanel';
import { Panels } from '../panels';
import { BottomBar } from './BottomBar';
import { useNavigation } from './navigation';
import { Shortcuts } from './Shortcuts';
import { SideNavigation } from './SideNavigation';
import { TopBar } from './TopBar';
import classes from './Shell.module.css';

/** The frame of every signed-in page: navigation, top bar, panels, toasts, live updates. */
export function Shell() {
  const { t } = useTranslation('shell');
  const [collapsed, setCollapsed] = useLocalStorage({ key: 'guanxi.nav.collapsed', defaultValue: false, getInitialValueInEffect: false });
  const [help, shortcuts] = useDisclosure(false);
  const places = useNavigation().flatMap((group) => group.items);
  useProfileTheme();
  useEvents();
  useRecordVisits();
  useEffect(() => onSwitchElsewhere(() => window.location.assign('/')), []);
  return (
    <div className={classes.shell} data-collapsed={collapsed || undefined}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      <SideNavigation collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
      <div className={classes.column}>
        <SupportBanner />
        <TopBar onShortcuts={shortcuts.open} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
        <BottomBar />
      </div>
      <Palette places={places} />
      <Shortcuts opened={help} onOpen={shortcuts.open} onClose={shortcuts.close} />
      <Panels />
      <WorkPanel />
      <UndoToasts />
    </div>
  );
}
