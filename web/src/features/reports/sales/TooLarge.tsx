import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Background } from '@/api/background';
import { ProblemPanel } from '@/ui/ProblemPanel';
import type { SalesOverview } from '../model/types';

/** A report over more deals than anybody would wait for: what would narrow it, and having it made meanwhile. */
export function TooLarge({ error, made }: { error: unknown; made: Background<SalesOverview> }) {
  const { t } = useTranslation('reports');
  if (made.data) return null;
  return (
    <ProblemPanel error={made.error ?? error}>
      {made.isRunning ? (
        <span role="status" style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
          <Loader size="xs" />
          {t('background.running')}
        </span>
      ) : (
        <Button size="compact-sm" variant="default" onClick={made.start}>
          {t('background.start')}
        </Button>
      )}
    </ProblemPanel>
  );
}
