import { Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { ProgressBar } from '@/ui/ProgressBar';
import { useFormat } from '@/ui/useFormat';
import { useChangeSet, useTakeBack } from '../../calls/useTakeBack';
import type { StepProps } from '../ImportPage';
import wizard from '../wizard.module.css';
import { KeptRecords } from './KeptRecords';
import classes from './run.module.css';

/** Undo of the whole import, and afterwards what was kept because somebody changed it since. */
export function TakeBack({ state, object }: StepProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const changeSet = useChangeSet(state.change_set_id);
  const back = useTakeBack(state.change_set_id);
  const undone = changeSet.data?.undone_at;
  const size = changeSet.data?.size ?? (state.result ? state.result.created + state.result.updated : 0);
  if (!size && !undone) return null;

  if (back.running) {
    return (
      <section className={`${wizard.card} ${classes.back}`}>
        <ProgressBar done={back.progress?.done ?? 0} total={back.progress?.total ?? size} label={t('undo.running')} />
      </section>
    );
  }
  if (back.answer || undone) {
    return (
      <section className={`${wizard.card} ${classes.back}`} role="status">
        <div className={classes.backDone}>
          <IconCheck size={20} stroke={2} aria-hidden />
          <div>
            <Text fw={600}>{t('undo.done')}</Text>
            <Text size="sm" c="dimmed">
              {back.answer ? t('undo.reverted', { count: back.answer.reverted, rows: format.number(back.answer.reverted) }) : t(changeSet.data?.state === 'partly_undone' ? 'undo.partlyOn' : 'undo.on', { date: format.dateTime(undone ?? '') })}
            </Text>
          </div>
        </div>
        {back.answer && back.answer.kept.length > 0 && <KeptRecords kept={back.answer.kept} total={back.answer.kept_count ?? back.answer.kept.length} />}
      </section>
    );
  }
  return (
    <section id="undo" className={`${wizard.card} ${classes.back}`}>
      <div className={classes.backAsk}>
        <div>
          <Text fw={600} size="sm">
            {t('undo.heading')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('undo.text', { objects: object.plural_label })}
          </Text>
        </div>
        <ConfirmInline
          size="sm"
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          question={t('undo.question', { count: size, rows: format.number(size) })}
          confirmLabel={t('undo.confirm')}
          onConfirm={back.start}
        >
          {t('undo.action')}
        </ConfirmInline>
      </div>
      <ProblemPanel error={back.error} />
      {back.failed !== null && <Text size="sm" c="red">{back.failed || t('undo.failed')}</Text>}
    </section>
  );
}
