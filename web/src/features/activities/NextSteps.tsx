import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { keys } from '@/api/keys';
import type { CrmRecord, ObjectMeta, RecordPage } from '@/api/types';
import { RecordLink } from '@/ui/RecordLink';
import { ACTIVITIES, isLookup, kindOf } from './activity';
import { DueLabel } from './DueLabel';
import { kindIcons } from './kinds';
import { PutOffMenu } from './PutOffMenu';
import type { ActivityActions } from './useActivityActions';
import classes from './NextSteps.module.css';

const SHOWN = 20;
const OPEN = 'done != true && type in ["task", "meeting", "call"]';

function useNextSteps(meta: ObjectMeta, id: string) {
  const relation = meta.relations.find(({ name }) => name === ACTIVITIES)?.name;
  return useQuery({
    queryKey: [...keys.related(meta.name, id, relation ?? ''), 'open'],
    queryFn: ({ signal }) =>
      api.get<RecordPage>(`/objects/${meta.name}/records/${id}/related/${relation}`, { signal, query: { filter: OPEN, limit: SHOWN, count: 'none' } }),
    enabled: relation !== undefined,
    staleTime: 15_000,
  });
}

const whenOf = (activity: CrmRecord): string | null => {
  const when = activity.due_at ?? activity.starts_at;
  return typeof when === 'string' ? when : null;
};

/** What is still to be done here, soonest first; what has no date comes last. */
export function NextSteps({ meta, record, actions }: { meta: ObjectMeta; record: CrmRecord; actions: ActivityActions }) {
  const { t } = useTranslation('activities');
  const { data } = useNextSteps(meta, record.id);
  const open = (data?.data ?? []).toSorted((left, right) => (whenOf(left) ?? '9').localeCompare(whenOf(right) ?? '9'));
  if (!open.length) return null;
  return (
    <section className={classes.card} aria-label={t('next.title')}>
      <h2 className={classes.title}>{t('next.title')}</h2>
      <ul className={classes.rows}>
        {open.map((activity) => (
          <Step key={activity.id} activity={activity} actions={actions} />
        ))}
      </ul>
    </section>
  );
}

function Step({ activity, actions }: { activity: CrmRecord; actions: ActivityActions }) {
  const { t } = useTranslation('activities');
  const kind = kindOf(activity);
  const Shape = kindIcons[kind];
  const done = activity.done === true;
  const when = whenOf(activity);
  return (
    <li className={classes.row} data-done={done || undefined}>
      <Checkbox
        size="sm"
        radius="xl"
        checked={done}
        aria-label={t('task.complete', { name: activity.name })}
        onChange={(event) => actions.setDone(activity, event.currentTarget.checked)}
      />
      <span className={classes.words}>
        {kind !== 'task' && <Shape size={14} stroke={1.7} role="img" aria-label={t(`kind.${kind}`)} />}
        <span className={classes.name}>
          <RecordLink object="activity" id={activity.id}>{activity.name}</RecordLink>
        </span>
        {when && <DueLabel due={when} done={done} />}
        {isLookup(activity.owner) && <span className={classes.owner}>{activity.owner.name}</span>}
      </span>
      {kind === 'task' && <PutOffMenu task={activity} onChoose={(preset) => actions.putOff(activity, preset)} />}
    </li>
  );
}
