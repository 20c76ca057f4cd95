import { Group, List, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job, MassUpdateResult, UndoResult } from '@/api/types';
import { RecordLink } from '../RecordLink';
import { useFormat } from '../useFormat';
import type { Verb } from './work';
import classes from './WorkPanel.module.css';

const LISTED = 5;

/** What came of a large change, deletion or undo, and which records were left out of it. */
export function Told({ job, verb }: { job: Job; verb: Verb }) {
  return (
    <div className={classes.told} role="status">
      {verb === 'undo' ? <Undone result={job.result as UndoResult} /> : <Changed result={job.result as MassUpdateResult} verb={verb} />}
    </div>
  );
}

function Changed({ result, verb }: { result: MassUpdateResult; verb: 'update' | 'delete' }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const first = result.refused[0];
  return (
    <>
      <Headline text={t(`done.${verb}`, { count: result.updated, shown: format.number(result.updated) })} />
      {result.refused_count > 0 && (
        <Text size="sm" mt={4}>
          {t('refused', { count: result.refused_count, shown: format.number(result.refused_count) })} {first?.name} {first?.errors[0]?.detail}
        </Text>
      )}
    </>
  );
}

function Undone({ result }: { result: UndoResult }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const count = result.kept_count ?? 0;
  const listed = (result.kept ?? []).slice(0, LISTED);
  return (
    <>
      <Headline text={t('takenBack', { count: result.reverted, shown: format.number(result.reverted) })} />
      {count > 0 && <Text size="sm" mt={4}>{t('kept', { count, shown: format.number(count) })}</Text>}
      {listed.length > 0 && (
        <List size="sm" mt={2} spacing={2}>
          {listed.map((kept) => (
            <List.Item key={`${kept.record_id} ${kept.fields.join()}`}>
              <RecordLink object={kept.object} id={kept.record_id}>{kept.name || t('unnamed')}</RecordLink>
            </List.Item>
          ))}
        </List>
      )}
      {count > listed.length && listed.length > 0 && (
        <Text size="sm" c="dimmed">{t('more', { shown: format.number(count - listed.length) })}</Text>
      )}
    </>
  );
}

function Headline({ text }: { text: string }) {
  return (
    <Group gap={8} wrap="nowrap">
      <IconCheck size={18} color="var(--mantine-color-green-7)" aria-hidden style={{ flex: 'none' }} />
      <Text fw={600} size="sm">{text}</Text>
    </Group>
  );
}
