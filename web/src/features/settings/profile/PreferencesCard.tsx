import { Input, SegmentedControl, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSession, useUpdateMe } from '@/api/session';
import type { ThemeChoice } from '@/api/types';
import { languages, type LanguageTag } from '@/i18n';
import { useLanguage } from '@/i18n/useLanguage';
import { TimezoneSelect } from '@/ui/inputs/TimezoneSelect';
import { useTheme } from '@/ui/preferences/useTheme';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import classes from '../Settings.module.css';

/** Each choice takes effect, and is saved, at once. */
export function PreferencesCard() {
  const { t } = useTranslation(['settings', 'common']);
  const { user, tenant } = useSession();
  const [language, setLanguage] = useLanguage();
  const { colorScheme } = useMantineColorScheme();
  const setTheme = useTheme();
  const update = useUpdateMe();
  const format = useFormat();
  return (
    <Card title={t('preferences.title')} text={t('preferences.text')}>
      <div className={classes.fields}>
        <Input.Wrapper label={t('common:language')} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('common:language')}
            value={language}
            onChange={(tag) => void setLanguage(tag as LanguageTag)}
            data={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
          />
        </Input.Wrapper>
        <Input.Wrapper label={t('common:theme.label')} labelElement="div">
          <SegmentedControl
            fullWidth
            aria-label={t('common:theme.label')}
            value={colorScheme}
            onChange={(theme) => setTheme(theme as ThemeChoice)}
            data={(['light', 'dark', 'auto'] as const).map((name) => ({ value: name, label: t(`common:theme.${name}`) }))}
          />
        </Input.Wrapper>
        <div>
          <TimezoneSelect label={t('preferences.timezone')} value={user.timezone || tenant.timezone} onChange={(timezone) => timezone && update.mutate({ timezone })} />
          <Text size="xs" c="dimmed" mt={6}>{t('preferences.now', { time: format.dateTime(new Date().toISOString()) })}</Text>
        </div>
      </div>
      <div style={{ marginTop: update.error ? 16 : 0 }}>
        <ProblemPanel error={update.error} />
      </div>
    </Card>
  );
}
