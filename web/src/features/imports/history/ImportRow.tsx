import { ActionIcon, Progress, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeObject } from '@/api/objects';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { useFormat } from '@/ui/useFormat';
import { isUnderWay } from '../model/steps';
import type { ImportState } from '../model/types';
import { useOutcomeSentence } from './useOutcomeSentence';
import classes from './history.module.css';

/** One import; opens it where it stands. */
export function ImportRow({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const object = useMaybeObject(state.object);
  const sentence = useOutcomeSentence(state);
  const { done, total } = state.progress;
  return (
    <li className={classes.item}>
      <Link to="/imports/$id" params={{ id: state.id }} className={classes.row}>
        <span className={classes.icon}>
          <ObjectIcon object={state.object} icon={object?.icon} />
        </span>
        <span className={classes.file}>
          <strong className="truncate">{state.file.name}</strong>
          <span className="truncate">{object?.plural_label}</span>
        </span>
        <span className={classes.result}>
          {isUnderWay(state) && total ? <Progress value={(done / total) * 100} size="sm" aria-label={t('run.rows')} /> : sentence}
        </span>
        <span className={classes.state} data-state={state.undone_at ? 'undone' : state.state} title={state.undone_at ? format.dateTime(state.undone_at) : undefined}>
          {t(`states.${state.undone_at ? 'undone' : state.state}`)}
        </span>
        <Text component="time" className={classes.when} dateTime={state.created_at} title={state.created_at && format.dateTime(state.created_at)}>
          {state.created_at && format.relative(state.created_at)}
        </Text>
      </Link>
      {state.change_set_id && !state.undone_at && state.state !== 'running' && (
        <Tooltip label={t('history.undo')}>
          <ActionIcon
            className={classes.undo}
            aria-label={t('history.undoOf', { name: state.file.name })}
            renderRoot={(props) => <Link to="/imports/$id" params={{ id: state.id }} search={{ step: 'run' }} hash="undo" {...props} />}
          >
            <IconArrowBackUp size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
