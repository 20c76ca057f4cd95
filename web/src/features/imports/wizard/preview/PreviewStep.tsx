import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { useFormat } from '@/ui/useFormat';
import { useImportVerb } from '../../calls/useImport';
import type { RowOutcome } from '../../model/types';
import { useImportAddress } from '../../useImportAddress';
import type { StepProps } from '../ImportPage';
import { StepFrame } from '../StepFrame';
import wizard from '../wizard.module.css';
import { CheckProblems } from './CheckProblems';
import { CreateAnyway } from './CreateAnyway';
import { OutcomeFilter } from './OutcomeFilter';
import { PreviewTable } from './PreviewTable';

/** Row by row what would happen, checked over the whole file; nothing is written yet. */
export function PreviewStep({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { search, go } = useImportAddress();
  const { show = null, page = 1 } = search;
  const check = useImportVerb(state.id, 'check');
  const start = useImportVerb(state.id, 'start');
  useCheckOnce(state.check === null && state.state === 'mapping', check.mutate);

  const turn = (outcome: RowOutcome | null, number: number) =>
    go({ step: 'preview', show: outcome ?? undefined, page: number > 1 ? number : undefined }, true);
  const counts = state.check;
  const writes = counts ? counts.create + counts.update : 0;

  return (
    <StepFrame
      step="preview"
      width="full"
      state={state}
      object={object}
      heading={t('preview.heading')}
      lead={t('preview.lead')}
      note={counts && counts.refuse > 0 && t('preview.refusedNote', { count: counts.refuse, rows: format.number(counts.refuse) })}
      primary={
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={!counts || writes === 0}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {counts ? t('preview.start', { count: writes, rows: format.number(writes) }) : t('preview.startWhenChecked')}
        </Button>
      }
    >
      <ProblemPanel error={check.error ?? start.error} onRetry={check.error ? () => check.mutate() : undefined} />
      {!counts && !check.error && (
        <div className={wizard.card} style={{ padding: 16, marginBottom: 16 }}>
          <ProgressBar done={state.progress.done} total={state.file.rows ?? state.progress.total} label={t('preview.checking')} />
        </div>
      )}
      {counts && <OutcomeFilter counts={counts} value={show} onChange={(outcome) => turn(outcome, 1)} />}
      {counts && <CreateAnyway state={state} />}
      {counts && <CheckProblems problems={counts.problems} object={object} />}
      <PreviewTable state={state} object={object} show={show} page={page} onPage={(number) => turn(show, number)} />
    </StepFrame>
  );
}

/** Starts the check when the step is first seen without one; React may mount twice, the server is asked once. */
function useCheckOnce(needed: boolean, run: () => void): void {
  const asked = useRef(false);
  useEffect(() => {
    if (!needed) {
      asked.current = false;
      return;
    }
    if (asked.current) return;
    asked.current = true;
    run();
  }, [needed, run]);
}
