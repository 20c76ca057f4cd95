import { Button, Menu } from '@mantine/core';
import { useMediaQuery, useOs } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { openPanel } from '@/routing/panels';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { Bell } from '@/features/notifications/Bell';
import { openPalette } from '@/features/palette/store';
import { LanguageSwitch } from '@/ui/preferences/LanguageSwitch';
import { ThemeSwitch } from '@/ui/preferences/ThemeSwitch';
import { UserMenu } from './UserMenu';
import classes from './Shell.module.css';

export function TopBar({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation('shell');
  const mac = useOs() === 'macos';
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  return (
    <div className={classes.top}>
      <button type="button" className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className="truncate">{t('search')}</span>
        <kbd className={classes.kbd}>{mac ? '⌘' : 'Ctrl'} K</kbd>
      </button>
      <div className={classes.fill} />
      <CreateMenu compact={phone ?? false} />
      {!phone && <LanguageSwitch />}
      {!phone && <ThemeSwitch />}
      <Bell />
      <UserMenu onShortcuts={onShortcuts} />
    </div>
  );
}

function CreateMenu({ compact }: { compact: boolean }) {
  const { t } = useTranslation('shell');
  const objects = useObjects().filter((object) => object.permissions.create && object.name !== 'user');
  if (!objects.length) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="compact-md" px={compact ? 8 : 10} leftSection={compact ? undefined : <IconPlus size={15} />} aria-label={t('create')} fz="sm">
          {compact ? <IconPlus size={18} /> : t('create')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="calc(100dvh - 64px)" style={{ overflowY: 'auto' }}>
        {objects.map((object) => (
          <Menu.Item
            key={object.name}
            leftSection={<ObjectIcon object={object.name} icon={object.icon} size={16} />}
            onClick={() => openPanel({ name: 'create', object: object.name })}
          >
            {object.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
