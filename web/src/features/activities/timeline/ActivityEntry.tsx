import { useState } from 'react';
import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import { RecordLink } from '@/ui/RecordLink';
import { useFormat } from '@/ui/useFormat';
import { isLookup, kindOf, textOf } from '../activity';
import { DueLabel } from '../DueLabel';
import { kindIcons } from '../kinds';
import type { ActivityItem } from '../types';
import type { ActivityActions } from '../useActivityActions';
import { EntryFrame } from './EntryFrame';
import { Rewording } from './Rewording';
import classes from './Timeline.module.css';

interface ActivityEntryProps {
  item: ActivityItem;
  actions: ActivityActions;
  editable: boolean;
}

/** What somebody wrote, said or plans: the words themselves, with what can be done about them. */
export function ActivityEntry({ item: { activity, actor, at }, actions, editable }: ActivityEntryProps) {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const [rewording, setRewording] = useState(false);
  const kind = kindOf(activity);
  const done = activity.done === true;
  const starts = typeof activity.starts_at === 'string' ? activity.starts_at : null;
  const due = typeof activity.due_at === 'string' ? activity.due_at : null;
  const owner = isLookup(activity.owner) ? activity.owner.name : null;
  const planned = kind === 'meeting' && !done;

  return (
    <EntryFrame
      icon={kindIcons[kind]}
      at={at}
      action={editable && <EntryMenu onEdit={() => setRewording(true)} onDelete={() => actions.remove(activity)} />}
      sentence={
        <Trans
          t={t}
          i18nKey={planned ? 'told.by.planned' : `told.by.${kind}`}
          values={{ name: actor?.name ?? t('history.system') }}
          components={{ actor: <strong className={classes.actor} /> }}
        />
      }
    >
      {rewording ? (
        <Rewording
          text={textOf(activity)}
          onCancel={() => setRewording(false)}
          onSave={(text) => {
            setRewording(false);
            if (text !== textOf(activity)) actions.reword(activity, text);
          }}
        />
      ) : (
        <div className={classes.card} data-done={(kind === 'task' && done) || undefined}>
          {kind === 'task' && (
            <Checkbox
              size="sm"
              radius="xl"
              checked={done}
              disabled={!editable}
              aria-label={done ? t('task.reopen', { name: activity.name }) : t('task.complete', { name: activity.name })}
              onChange={(event) => actions.setDone(activity, event.currentTarget.checked)}
            />
          )}
          <div className={classes.cardText}>
            <ActivityText id={activity.id} name={activity.name} body={typeof activity.body === 'string' ? activity.body : null} plain={kind === 'note'} />
            {(due || starts || (kind === 'task' && owner)) && (
              <div className={classes.facts}>
                {kind === 'task' && due && <DueLabel due={due} done={done} />}
                {kind !== 'task' && starts && <span className="tabular">{format.dateTime(starts)}</span>}
                {kind === 'task' && owner && <span>{owner}</span>}
              </div>
            )}
          </div>
        </div>
      )}
    </EntryFrame>
  );
}

function ActivityText({ id, name, body, plain }: { id: string; name: string; body: string | null; plain: boolean }) {
  // A long first line is kept whole in the body; then the subject would only say it twice.
  const repeats = body !== null && body.startsWith(name.replace(/…$/, ''));
  return (
    <>
      {!repeats && (
        <div className={plain && !body ? classes.note : classes.subject}>
          <RecordLink object="activity" id={id}>{name}</RecordLink>
        </div>
      )}
      {body && <div className={classes.body}>{body}</div>}
    </>
  );
}

function EntryMenu({ onEdit, onDelete }: { onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('more')}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>{t('edit')}</Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={onDelete}>{t('delete')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
