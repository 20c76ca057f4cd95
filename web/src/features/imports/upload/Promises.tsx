import { Text } from '@mantine/core';
import { IconArrowBackUp, IconEyeCheck, IconWand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './upload.module.css';

const PROMISES = [
  { key: 'recognised', icon: IconWand },
  { key: 'previewed', icon: IconEyeCheck },
  { key: 'undone', icon: IconArrowBackUp },
] as const;

/** What will happen to the file, before somebody trusts us with it. */
export function Promises() {
  const { t } = useTranslation('imports');
  return (
    <ul className={classes.promises}>
      {PROMISES.map(({ key, icon: Shape }) => (
        <li key={key}>
          <Shape size={20} stroke={1.5} aria-hidden />
          <Text fw={600} size="sm" mt={8}>
            {t(`promises.${key}.title`)}
          </Text>
          <Text size="sm" c="dimmed">
            {t(`promises.${key}.text`)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
