import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKnownObject } from '@/api/objects';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RecordLink } from '@/ui/RecordLink';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import classes from '../Settings.module.css';
import { usePastReveals, type PastReveal } from './calls';

/** Who opened which encrypted value, the latest first. */
export function RevealsCard() {
  const { t } = useTranslation('settings');
  const reveals = usePastReveals();
  const rows = reveals.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Card title={t('encryption.reveals')} text={t('encryption.revealsText')}>
      <ProblemPanel error={reveals.error} />
      {reveals.isPending && <BlockSkeleton lines={3} />}
      {reveals.isSuccess && !rows.length && <p className={classes.soft} style={{ margin: 0 }}>{t('encryption.noReveals')}</p>}
      {rows.length > 0 && (
        <ul className={classes.rows} style={{ marginBottom: -12 }} aria-label={t('encryption.reveals')}>
          {rows.map((each) => <Row key={each.id} reveal={each} />)}
        </ul>
      )}
      {reveals.hasNextPage && (
        <Button mt={16} variant="default" size="compact-md" loading={reveals.isFetchingNextPage} onClick={() => void reveals.fetchNextPage()}>
          {t('encryption.older')}
        </Button>
      )}
    </Card>
  );
}

function Row({ reveal }: { reveal: PastReveal }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const object = useKnownObject(reveal.object);
  const field = object?.fields.find(({ name }) => name === reveal.field)?.label ?? reveal.field;
  const what = t('encryption.what', { object: object?.label ?? reveal.object, field });
  return (
    <li className={classes.rowItem}>
      <span className={classes.grow}>
        <strong>{reveal.actor.name ?? t('encryption.somebody')}</strong>
        <br />
        <span className={classes.soft}>{object ? <RecordLink object={reveal.object} id={reveal.record_id}>{what}</RecordLink> : what}</span>
      </span>
      <span className={`${classes.soft} tabular`}>{format.dateTime(reveal.at)}</span>
    </li>
  );
}
