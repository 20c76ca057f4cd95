import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { useImportVerb } from '../../calls/useImport';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import { CountTiles } from './CountTiles';
import classes from './run.module.css';

export function Running({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const cancel = useImportVerb(state.id, 'cancellation');
  const { done, total } = state.progress;
  const rows = total ?? state.file.rows;
  const percent = rows ? Math.min(100, Math.floor((done / rows) * 100)) : 0;
  return (
    <section className={`${wizard.card} ${classes.running}`} aria-label={t('run.heading')}>
      <p className={classes.percent} aria-hidden>
        {percent}
        <span>%</span>
      </p>
      <h2 className={wizard.heading}>{t('run.running', { objects: object.plural_label })}</h2>
      <ProgressBar done={done} total={rows} label={t('run.rows')} />
      {state.result && state.result.created + state.result.updated + state.result.refused > 0 && <CountTiles result={state.result} />}
      <Text size="sm" c="dimmed">
        {t('run.leave')}
      </Text>
      <ProblemPanel error={cancel.error} />
      <ConfirmInline size="sm" variant="default" question={t('run.cancelQuestion')} confirmLabel={t('run.cancelConfirm')} loading={cancel.isPending} onConfirm={() => cancel.mutate()}>
        {t('run.cancel')}
      </ConfirmInline>
    </section>
  );
}
