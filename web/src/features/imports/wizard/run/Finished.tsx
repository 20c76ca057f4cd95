import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCheck, IconDownload, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '@/api/client';
import { useFormat } from '@/ui/useFormat';
import { useImportAddress } from '../../useImportAddress';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import { CountTiles } from './CountTiles';
import { TakeBack } from './TakeBack';
import classes from './run.module.css';

const MARKS = { done: IconCheck, failed: IconAlertTriangle, cancelled: IconPlayerStop } as const;

/** What came of it: counts, the refused rows to mend, the way to the records, and the way back. */
export function Finished({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const end = state.state === 'failed' || state.state === 'cancelled' ? state.state : 'done';
  const Mark = MARKS[end];
  const { result } = state;
  return (
    <>
      <section className={`${wizard.card} ${classes.finished}`} data-end={end}>
        <span className={classes.mark}>
          <Mark size={24} stroke={2} aria-hidden />
        </span>
        <div role="status">
          <h2 className={wizard.heading}>{t(`run.${end}`, { objects: object.plural_label })}</h2>
        </div>
        {end === 'failed' && state.error && <p className={classes.error}>{state.error}</p>}
        {result && <CountTiles result={result} />}
        <div className={classes.actions}>
          <Button component={Link} to={`/o/${object.name}`} variant={end === 'done' ? 'filled' : 'default'}>
            {t('run.open', { objects: object.plural_label })}
          </Button>
          {result && result.refused > 0 && (
            <Button component="a" href={apiUrl(`/imports/${state.id}/refused`)} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t('run.refused', { count: result.refused, rows: format.number(result.refused) })}
            </Button>
          )}
        </div>
        {result && result.refused > 0 && <p className={classes.hint}>{t('run.refusedHint')}</p>}
      </section>
      <NextFile />
      {state.change_set_id && <TakeBack state={state} object={object} />}
    </>
  );
}

function NextFile() {
  const { t } = useTranslation('imports');
  const { search } = useImportAddress();
  const [next, ...rest] = (search.next ?? '').split(',').filter(Boolean);
  if (!next) return null;
  return (
    <section className={`${wizard.card} ${classes.next}`}>
      <span>{t('run.waiting', { count: rest.length + 1 })}</span>
      <Button
        renderRoot={(props) => <Link to="/imports/$id" params={{ id: next }} search={{ next: rest.join(',') || undefined }} {...props} />}
        rightSection={<IconArrowRight size={16} aria-hidden />}
      >
        {t('run.nextFile')}
      </Button>
    </section>
  );
}
