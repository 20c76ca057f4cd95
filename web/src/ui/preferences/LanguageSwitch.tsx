import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages } from '@/i18n';
import { useLanguage } from '@/i18n/useLanguage';

export function LanguageSwitch() {
  const { t } = useTranslation('common');
  const [language, setLanguage] = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('language')} size="lg">
          <IconLanguage size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map(({ tag, name }) => (
          <Menu.Item
            key={tag}
            lang={tag}
            rightSection={tag === language ? <IconCheck size={14} /> : null}
            aria-current={tag === language || undefined}
            onClick={() => void setLanguage(tag)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
