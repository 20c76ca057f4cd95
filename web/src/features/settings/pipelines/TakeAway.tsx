import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import type { ObjectMeta } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { Card } from '../Card';
import { useSavePipelines } from './calls';

/** An object that a company gave pipelines can be without them again. */
export function TakeAway({ object, onDone }: { object: ObjectMeta; onDone: () => void }) {
  const { t } = useTranslation('rules');
  const save = useSavePipelines(object.name);
  const act = () =>
    save.mutate([], {
      onSuccess: ({ changeSetId }) => {
        announce({ kind: 'done', message: t('pipelines.gone'), changeSetId });
        onDone();
      },
    });
  return (
    <Card title={t('pipelines.takeAway')} text={t('pipelines.takeAwayText')}>
      <Button variant="default" color="red" loading={save.isPending} onClick={act}>{t('pipelines.takeAway')}</Button>
      {save.error && <div style={{ marginTop: 12 }}><ProblemPanel error={save.error} /></div>}
    </Card>
  );
}
