import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { usePatchImport } from '../../calls/useImport';
import type { StepProps } from '../ImportPage';
import { StepFrame } from '../StepFrame';
import wizard from '../wizard.module.css';
import { DateQuestion } from './DateQuestion';
import { DecimalQuestion } from './DecimalQuestion';
import { ReadingControls } from './ReadingControls';
import { SampleTable } from './SampleTable';

/** What was recognised, the first rows as they will be read, and what only a person can know. */
export function ReadingStep({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const patch = usePatchImport(state.id);
  const { file, columns } = state;
  const lead = t('reading.lead', { rows: format.number(file.rows ?? 0), columns: columns.length });
  return (
    <StepFrame step="reading" state={state} object={object} heading={t('reading.heading')} lead={lead} busy={patch.isPending}>
      <ProblemPanel error={patch.error} />
      <DateQuestion state={state} onAnswer={(date_format) => patch.mutate({ date_format })} />
      <DecimalQuestion state={state} onAnswer={(decimal) => patch.mutate({ decimal })} />
      <div className={wizard.card}>
        <ReadingControls state={state} onChange={(change) => patch.mutate(change)} disabled={patch.isPending} />
        <SampleTable columns={columns} />
      </div>
    </StepFrame>
  );
}
