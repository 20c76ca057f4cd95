import type { ReactNode } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { IconArrowRight, IconLanguage, IconLogout, IconMoon, IconPlus, IconSun } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { useSignOut } from '@/api/session';
import { languages } from '@/i18n';
import { useLanguage } from '@/i18n/useLanguage';
import { inSentence } from '@/ui/format';
import { openPanel } from '@/routing/panels';
import { useTheme } from '@/ui/preferences/useTheme';

export interface Command {
  key: string;
  label: string;
  icon: ReactNode;
  /** Found by these as well as by the label. */
  words: string;
  run: () => void;
}

export interface Place {
  key: string;
  label: string;
  icon: ReactNode;
  to: string;
}

const ICON = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** What the palette can do besides finding records. `places` come from the shell's navigation. */
export function useCommands(places: Place[]): Command[] {
  const { t, i18n } = useTranslation('palette');
  const router = useRouter();
  const objects = useObjects();
  const setTheme = useTheme();
  const { colorScheme } = useMantineColorScheme();
  const [language, setLanguage] = useLanguage();
  const signOut = useSignOut();
  const dark = colorScheme === 'dark';
  const other = languages.find(({ tag }) => tag !== language);

  return [
    ...objects
      .filter((object) => object.permissions.create && object.name !== 'user')
      .map((object) => ({
        key: `create-${object.name}`,
        label: t('create', { name: inSentence(object.label, i18n.language) }),
        icon: <IconPlus {...ICON} />,
        words: `create new add 新建 ${object.name}`,
        run: () => openPanel({ name: 'create', object: object.name }),
      })),
    ...places.map((place) => ({
      key: `go-${place.key}`,
      label: t('goTo', { name: place.label }),
      icon: <IconArrowRight {...ICON} />,
      words: `go open 打开 ${place.key}`,
      run: () => router.history.push(place.to),
    })),
    {
      key: 'theme',
      label: dark ? t('light') : t('dark'),
      icon: dark ? <IconSun {...ICON} /> : <IconMoon {...ICON} />,
      words: 'theme dark light mode 主题 深色 浅色',
      run: () => setTheme(dark ? 'light' : 'dark'),
    },
    ...(other
      ? [{ key: 'language', label: t('language', { name: other.name }), icon: <IconLanguage {...ICON} />, words: 'language 语言 chinese english 中文 英文', run: () => void setLanguage(other.tag) }]
      : []),
    {
      key: 'sign-out',
      label: t('signOut'),
      icon: <IconLogout {...ICON} />,
      words: 'sign out log out logout 退出',
      run: () => signOut.mutate(undefined, { onSettled: () => router.history.push('/sign-in') }),
    },
  ];
}

/** Every typed word must occur in the label or the words. */
export function matchCommands(commands: Command[], typed: string): Command[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, words }) => parts.every((part) => `${label} ${words}`.toLowerCase().includes(part)));
}
