import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Background } from '@/api/background';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { IndexAdvice } from '../../lists/IndexAdvice';
import type { SalesOverview } from '../model/types';

/** A report over more deals than anybody would wait for: what would narrow it, and having it made meanwhile. */
export function TooLarge({ error, made, onTry }: { error: unknown; made: Background<SalesOverview>; onTry: () => void }) {
  const { t } = useTranslation('reports');
  if (made.data) return null;
  return (
    <ProblemPanel error={made.error ?? error}>
      <IndexAdvice error={error} onTry={onTry} />
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
