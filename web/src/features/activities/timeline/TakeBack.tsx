import { useState } from 'react';
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { api } from '@/api/client';
import { useUndo } from '@/api/recordWrites';
import { useSentence } from '@/ui/useSentence';
import classes from './Timeline.module.css';

/** Undoes one change from history. A change that touched many records asks first. */
export function TakeBack({ changeSetId }: { changeSetId: string }) {
  const { t } = useTranslation(['activities', 'common']);
  const sentence = useSentence();
  const undo = useUndo();
  const [size, setSize] = useState<number | null>(null);

  const fail = (error: unknown) => announce({ kind: 'failed', message: sentence(error) });
  const takeBack = async () => {
    setSize(null);
    try {
      const { kept, job_id, change_set_id } = await undo.mutateAsync(changeSetId);
      const message = job_id ? t('common:undo.started') : kept.length ? t('common:undo.partly', { count: kept.length }) : t('common:undo.done');
      announce({ kind: 'done', message, changeSetId: job_id ? null : change_set_id });
    } catch (error) {
      fail(error);
    }
  };
  const ask = async () => {
    const set = await api.get<{ size: number }>(`/change-sets/${changeSetId}`).catch(fail);
    if (!set) return;
    if (set.size > 1) setSize(set.size);
    else await takeBack();
  };

  if (size !== null) {
    return (
      <Group gap={6} role="group" onKeyDown={(event) => event.key === 'Escape' && setSize(null)}>
        <Text size="xs">{t('history.undoMany', { count: size })}</Text>
        <Button size="compact-xs" variant="default" autoFocus onClick={() => setSize(null)}>
          {t('common:cancel')}
        </Button>
        <Button size="compact-xs" onClick={() => void takeBack()}>
          {t('common:undo.action')}
        </Button>
      </Group>
    );
  }
  return (
    <Tooltip label={t('history.undo')}>
      <ActionIcon className={classes.takeBack} size="sm" aria-label={t('history.undo')} loading={undo.isPending} onClick={() => void ask()}>
        <IconArrowBackUp size={15} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
