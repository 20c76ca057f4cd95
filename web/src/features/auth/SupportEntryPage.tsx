import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { AuthLayout } from './AuthLayout';
import { enterSupport } from './calls';
import { useEnter } from './useEnter';

/** Where `guanxi support enter` leads. The ticket stands behind the #, which no server's log sees. */
export default function SupportEntryPage() {
  const { t } = useTranslation('auth');
  const [ticket] = useState(() => window.location.hash.slice(1));
  const enter = useEnter(enterSupport);
  return (
    <AuthLayout title={t('support.title')} subtitle={t('support.text')}>
      <ProblemPanel error={enter.error} />
      <Button mt={16} fullWidth size="md" loading={enter.isPending} disabled={!ticket} onClick={() => enter.mutate({ ticket })}>
        {t('support.enter')}
      </Button>
    </AuthLayout>
  );
}
