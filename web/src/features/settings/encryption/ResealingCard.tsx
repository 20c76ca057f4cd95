import { Alert, Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import classes from '../Settings.module.css';
import { isUnderWay, useResealing, useStartResealing, useStopResealing, type Resealing } from './calls';

/** Which key encrypts, and the work of moving what is there to it: started, watched, stopped, gone on with. */
export function ResealingCard() {
  const { t } = useTranslation('settings');
  const state = useResealing();
  const start = useStartResealing();
  const stop = useStopResealing();
  const underWay = isUnderWay(state.data?.job ?? null);
  return (
    <Card title={t('encryption.title')} text={t('encryption.text')}>
      <ProblemPanel error={state.error ?? start.error ?? stop.error} />
      {state.isPending && <BlockSkeleton lines={3} />}
      {state.data && (
        <>
          <Keys state={state.data} />
          <div role="status" style={{ marginTop: 12 }}>
            <Progress job={state.data.job} />
          </div>
          {state.data.key && state.data.fields > 0 && (
            <div className={classes.foot}>
              {underWay ? (
                <Button variant="default" loading={stop.isPending || state.data.job?.stopping} onClick={() => stop.mutate()}>
                  {t('encryption.stop')}
                </Button>
              ) : (
                <Button loading={start.isPending} onClick={() => start.mutate()}>
                  {t(state.data.resumable ? 'encryption.resume' : 'encryption.start')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Card>
  );
}

function Keys({ state: { key: current, former, fields } }: { state: Resealing }) {
  const { t } = useTranslation('settings');
  if (!current) return <Alert color="yellow" variant="light">{t('encryption.noKey')}</Alert>;
  return (
    <p className={classes.cardText} style={{ margin: 0 }}>
      {t('encryption.key')} <Code>{current}</Code>
      {former.length > 0 && <> · {t('encryption.former')} {former.map((each) => <Code key={each} mr={4}>{each}</Code>)}</>}
      {' · '}
      {t('encryption.fields', { count: fields })}
    </p>
  );
}

function Progress({ job }: Pick<Resealing, 'job'>) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  if (!job) return <p className={classes.soft}>{t('encryption.never')}</p>;
  if (isUnderWay(job)) return <ProgressBar label={t(job.state === 'queued' ? 'encryption.waiting' : 'encryption.running')} done={job.done} total={job.total} />;
  const counts = { done: format.number(job.done), total: format.number(job.total ?? job.done), written: format.number(job.written), when: job.finished_at ? format.relative(job.finished_at) : '' };
  return (
    <>
      <p className={classes.soft} style={{ margin: 0 }}>{t(`encryption.ended.${job.state === 'succeeded' || job.state === 'cancelled' ? job.state : 'failed'}`, counts)}</p>
      {job.unreadable > 0 && <Alert mt={10} color="red" variant="light">{t('encryption.unreadable', { count: job.unreadable })}</Alert>}
    </>
  );
}
