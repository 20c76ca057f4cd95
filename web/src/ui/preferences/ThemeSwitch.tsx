import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTheme } from './useTheme';

const CHOICES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

export function ThemeSwitch() {
  const { t } = useTranslation('common');
  const { colorScheme } = useMantineColorScheme();
  const setTheme = useTheme();
  const Current = CHOICES.find(([name]) => name === colorScheme)?.[1] ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('theme.label')} size="lg">
          <Current size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(([name, Shape]) => (
          <Menu.Item
            key={name}
            leftSection={<Shape size={16} stroke={1.6} />}
            rightSection={name === colorScheme ? <IconCheck size={14} /> : null}
            aria-current={name === colorScheme || undefined}
            onClick={() => setTheme(name)}
          >
            {t(`theme.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
