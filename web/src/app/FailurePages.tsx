import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
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
