import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import { FileLinks } from './FileLinks';
import type { TrailEntry } from '../types';
import classes from './Requests.module.css';

/** Everything that happened, the latest first. */
export function Trail({ trail, request }: { trail: TrailEntry[]; request: string }) {
  const { t } = useTranslation('approvals');
  return (
    <section aria-label={t('trail.title')}>
      <h3 className={classes.heading}>{t('trail.title')}</h3>
      <ol className={classes.trail}>
        {[...trail].reverse().map((entry, at) => (
          <Entry key={trail.length - at} entry={entry} request={request} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, request }: { entry: TrailEntry; request: string }) {
  const { t, i18n } = useTranslation('approvals');
  const format = useFormat();
  const people = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(entry.people.map(({ name }) => name));
  // What it came to, or by whom it was decided; what kept something from being written stands in the comment.
  const how = entry.kind === 'finished' ? t(`states.${entry.how as 'approved'}`, { defaultValue: '' }) : entry.how && entry.how !== 'person' ? t(`task.how.${entry.how as 'letter'}`, { defaultValue: '' }) : '';
  const somebody = entry.person?.name ?? t('trail.nobody');
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <p>
        {t(`trail.kinds.${entry.kind}`, { name: somebody, people: people || t('trail.noPeople'), from: entry.people[0]?.name ?? '', to: entry.people.at(-1)?.name ?? '', step: entry.step_label ?? '' })}
        {how && ` · ${how}`}
      </p>
      {entry.comment && <blockquote className={classes.said}>{entry.comment}</blockquote>}
      <FileLinks request={request} files={entry.files} />
      <time className={classes.soft} dateTime={entry.at} title={format.dateTime(entry.at)}>
        {entry.step_label && <>{entry.step_label} · </>}
        {format.relative(entry.at)}
      </time>
    </li>
  );
}
