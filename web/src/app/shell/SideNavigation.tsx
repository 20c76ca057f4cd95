import { Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { BrandMark } from '@/ui/Brand';
import { Count } from './Count';
import { useNavigation, type NavigationGroup, type NavigationItem } from './navigation';
import classes from './Shell.module.css';

/** Of many places the first, and whichever is open; the rest when somebody asks for it. */
function Group({ group, collapsed }: { group: NavigationGroup; collapsed: boolean }) {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const [all, setAll] = useLocalStorage({ key: `guanxi.nav.all.${group.key}`, defaultValue: false, getInitialValueInEffect: false });
  const { items, most = items.length } = group;
  const isOpen = (item: NavigationItem) => pathname === item.to || pathname.startsWith(`${item.to}/`);
  const shown = all ? items : items.filter((item, place) => place < most || isOpen(item));
  const words = all ? t('nav.fewer') : t('nav.all', { count: items.length });
  const Chevron = all ? IconChevronUp : IconChevronDown;
  return (
    <div>
      {group.label && <div className={classes.group}>{group.label}</div>}
      {shown.map((item) => (
        <Tooltip key={item.key} label={item.label} position="right" disabled={!collapsed} openDelay={100}>
          <Link to={item.to} className={classes.item} aria-label={collapsed ? item.label : undefined}>
            {item.icon}
            <span className="truncate">{item.label}</span>
            <Count value={item.count} />
          </Link>
        </Tooltip>
      ))}
      {items.length > most && (
        <Tooltip label={words} position="right" disabled={!collapsed} openDelay={100}>
          <button type="button" className={classes.item} aria-expanded={all} aria-label={collapsed ? words : undefined} onClick={() => setAll(!all)}>
            <Chevron size={18} stroke={1.6} aria-hidden />
            <span>{words}</span>
          </button>
        </Tooltip>
      )}
    </div>
  );
}

export function SideNavigation({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation('shell');
  const { tenant } = useSession();
  const groups = useNavigation();
  const toggle = collapsed ? t('nav.expand') : t('nav.collapse');
  const ToggleIcon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.side} aria-label={t('nav.label')}>
      <div className={classes.brand}>
        <BrandMark />
        <span className="truncate">{tenant.name}</span>
      </div>
      {groups.map((group) => (
        <Group key={group.key} group={group} collapsed={collapsed} />
      ))}
      <div className={classes.fill} />
      <Tooltip label={toggle} position="right" disabled={!collapsed}>
        <button type="button" className={classes.item} onClick={onToggle} aria-label={toggle} aria-expanded={!collapsed}>
          <ToggleIcon size={18} stroke={1.6} aria-hidden />
          <span>{toggle}</span>
        </button>
      </Tooltip>
    </nav>
  );
}
