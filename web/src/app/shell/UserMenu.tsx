import { Badge, Group, Indicator, Kbd, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLifebuoy, IconLogout, IconSettings, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession, useSignOut } from '@/api/session';
import type { ThemeChoice } from '@/api/types';
import { useWaitingGrants } from '@/features/support/calls';
import { languages, type LanguageTag } from '@/i18n';
import { useLanguage } from '@/i18n/useLanguage';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { useTheme } from '@/ui/preferences/useTheme';
import { CompanyItems } from './CompanyItems';
import classes from './Shell.module.css';

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation('shell');
  const { user, tenant } = useSession();
  const waiting = useWaitingGrants().length;
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = () => signOut.mutate(undefined, { onSettled: () => void navigate({ to: '/sign-in' }) });
  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <UnstyledButton aria-label={waiting ? t('user.menuWaiting', { name: user.name, count: waiting }) : t('user.menu', { name: user.name })} className={classes.user}>
          <Indicator disabled={!waiting} label={waiting} size={16} color="yellow.9" offset={3}>
            <OwnerAvatar name={user.name} size={28} />
          </Indicator>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Group px={12} py={8} gap={2} style={{ flexDirection: 'column', alignItems: 'flex-start' }}>
          <Text fw={600} size="sm">{user.name}</Text>
          <Text size="xs" c="dimmed">{user.email}</Text>
          <Text size="xs" c="dimmed">{tenant.name}</Text>
        </Group>
        <CompanyItems />
        <Menu.Divider />
        <QuickSettings />
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => void navigate({ to: '/settings/profile' })}>
          {t('user.profile')}
        </Menu.Item>
        {waiting > 0 && (
          <Menu.Item leftSection={<IconLifebuoy size={16} />} rightSection={<Badge size="sm" color="yellow.9">{waiting}</Badge>} onClick={() => void navigate({ to: '/settings/support' })}>
            {t('user.support')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => void navigate({ to: '/settings' })}>
          {t('nav.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Kbd size="xs">?</Kbd>} onClick={onShortcuts} visibleFrom="sm">
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Language and theme again, because a phone's top bar has no room for their buttons. */
function QuickSettings() {
  const { t } = useTranslation('common');
  const { colorScheme } = useMantineColorScheme();
  const setTheme = useTheme();
  const [language, setLanguage] = useLanguage();
  return (
    <div style={{ display: 'grid', gap: 8, padding: '6px 8px' }}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('theme.label')}
        value={colorScheme}
        onChange={(value) => setTheme(value as ThemeChoice)}
        data={(['light', 'dark', 'auto'] as const).map((name) => ({ value: name, label: t(`theme.${name}`) }))}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('language')}
        value={language}
        onChange={(value) => void setLanguage(value as LanguageTag)}
        data={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
      />
    </div>
  );
}
