import { useTranslation } from 'react-i18next';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { useFormat } from '@/ui/useFormat';
import type { Approval } from '../types';
import { lastWord } from './model';
import { StateBadge } from './StateBadge';
import { Steps } from './Steps';
import { Summary } from './Summary';
import { Trail } from './Trail';
import { UnsetNotice } from './UnsetNotice';
import classes from './Requests.module.css';

/** One request: what it is about, how far it has come, what happened. The deciding stands beside it. */
export function RequestView({ request, summary = true }: { request: Approval; summary?: boolean }) {
  const { t } = useTranslation('approvals');
  const format = useFormat();
  const word = lastWord(request, 'submitted');
  return (
    <div className={classes.view}>
      <header className={classes.viewHead}>
        <h2>{request.label}</h2>
        <StateBadge state={request.state} />
      </header>
      <p className={classes.by}>
        <OwnerAvatar name={request.submitter.name} size={20} />
        <span>
          {t('request.by', { name: request.submitter.name })} · <time dateTime={request.submitted_at} title={format.dateTime(request.submitted_at)}>{format.relative(request.submitted_at)}</time>
        </span>
      </p>
      <UnsetNotice request={request} />
      {word && <blockquote className={classes.said}>{word.text}</blockquote>}
      {summary && <Summary request={request} />}
      <section aria-label={t('request.steps')}>
        <h3 className={classes.heading}>{t('request.steps')}</h3>
        <Steps steps={request.steps} request={request.id} />
      </section>
      <Trail trail={request.trail} request={request.id} />
    </div>
  );
}
