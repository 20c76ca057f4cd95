import { Suspense, useEffect, useRef } from 'react';
import { IconBolt, IconBuildingCommunity, IconCoins, IconForms, IconKey, IconLifebuoy, IconLock, IconPackage, IconRubberStamp, IconSettings, IconShare2, IconShieldCheck, IconSitemap, IconUser, IconUsers, IconUsersGroup, IconWorld } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { Page } from '@/ui/Page';
import { BlockSkeleton } from '@/ui/Skeletons';
import classes from './Settings.module.css';

const SECTIONS = [
  { key: 'profile', to: '/settings/profile', Icon: IconUser, admin: false },
  { key: 'apiKeys', to: '/settings/api-keys', Icon: IconKey, admin: false },
  { key: 'company', to: '/settings/company', Icon: IconBuildingCommunity, admin: true },
  { key: 'currencies', to: '/settings/currencies', Icon: IconCoins, admin: true, needs: 'company.manage' },
  { key: 'people', to: '/settings/people', Icon: IconUsers, admin: true },
  { key: 'permissions', to: '/settings/permissions', Icon: IconShieldCheck, admin: true, needs: 'permission.manage' },
  { key: 'organisation', to: '/settings/organisation', Icon: IconSitemap, admin: true, needs: 'sharing.manage' },
  { key: 'teams', to: '/settings/teams', Icon: IconUsersGroup, admin: true, needs: 'sharing.manage' },
  { key: 'sharing', to: '/settings/sharing', Icon: IconShare2, admin: true, needs: 'sharing.manage' },
  { key: 'objects', to: '/settings/objects', Icon: IconForms, admin: true, needs: 'company.manage' },
  { key: 'workflows', to: '/settings/workflows', Icon: IconBolt, admin: true, needs: 'company.manage' },
  { key: 'approvals', to: '/settings/approvals', Icon: IconRubberStamp, admin: true, needs: 'company.manage' },
  { key: 'forms', to: '/settings/forms', Icon: IconWorld, admin: true, needs: 'company.manage' },
  { key: 'packages', to: '/settings/packages', Icon: IconPackage, admin: true, needs: 'company.manage' },
  { key: 'encryption', to: '/settings/encryption', Icon: IconLock, admin: true, needs: 'company.manage' },
  { key: 'support', to: '/settings/support', Icon: IconLifebuoy, admin: true },
] as const;

export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const { user, permissions, support } = useSession();
  const menu = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the menu scrolls sideways: the open section must be in sight.
  useEffect(() => void menu.current?.querySelector('[data-status=active]')?.scrollIntoView({ inline: 'center', block: 'nearest' }), [pathname]);
  const sections = SECTIONS.filter((section) => !section.admin || (user.role === 'admin' && !support) || ('needs' in section && permissions.includes(section.needs)));
  const open = sections.find((section) => pathname.startsWith(section.to));
  return (
    <Page flush title={t('title')} tab={open && t(`sections.${open.key}`)} icon={<IconSettings size={20} stroke={1.6} />}>
      <div className={classes.frame}>
        <nav ref={menu} className={classes.menu} aria-label={t('title')}>
          {sections.map(({ key, to, Icon }) => (
            <Link key={key} to={to} className={classes.link}>
              <Icon size={16} stroke={1.6} aria-hidden />
              {t(`sections.${key}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.body}>
          <div className={classes.column}>
            <Suspense fallback={<BlockSkeleton lines={6} />}>
              <Outlet />
            </Suspense>
          </div>
        </div>
      </div>
    </Page>
  );
}
