import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './EmptyState';

/** For addresses and records that do not exist or may not be seen; both look the same. */
export function NotFound() {
  const { t } = useTranslation('common');
  return (
    <EmptyState
      icon={<IconCompass size={24} stroke={1.6} />}
      title={t('problems.notFoundTitle')}
      actions={
        <Button component={Link} to="/my-day" variant="default">
          {t('problems.home')}
        </Button>
      }
    >
      {t('problems.notFoundText')}
    </EmptyState>
  );
}
