import { Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { BrandMark } from '@/ui/Brand';
import { useNavigation } from './navigation';
import classes from './Shell.module.css';

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
        <div key={group.key}>
          {group.label && <div className={classes.group}>{group.label}</div>}
          {group.items.map((item) => (
            <Tooltip key={item.key} label={item.label} position="right" disabled={!collapsed} openDelay={100}>
              <Link to={item.to} className={classes.item} aria-label={collapsed ? item.label : undefined}>
                {item.icon}
                <span className="truncate">{item.label}</span>
              </Link>
            </Tooltip>
          ))}
        </div>
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
