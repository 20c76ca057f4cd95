import { Button } from '@mantine/core';
import { IconCompass, IconPlugConnectedX } from '@tabler/icons-react';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { useSentence } from '@/ui/useSentence';

export function ProblemPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('common');
  const router = useRouter();
  const sentence = useSentence();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <EmptyState
      icon={<IconPlugConnectedX size={24} stroke={1.6} />}
      title={t('problems.pageTitle')}
      actions={<Button onClick={again}>{t('retry')}</Button>}
    >
      {sentence(error)}
    </EmptyState>
  );
}

export function NotFoundPage() {
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
