import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { Decision } from './Decision';
import { useRevoke } from './calls';
import type { SupportGrant, SupportState } from './types';
import classes from './Support.module.css';

const COLORS: Record<SupportState, string> = { waiting: 'yellow', lapsed: 'gray', refused: 'gray', active: 'orange', expired: 'gray', ended: 'gray' };

export function GrantRow({ grant }: { grant: SupportGrant }) {
  const { t } = useTranslation('support');
  const format = useFormat();
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <span className={classes.who}>{grant.operator}</span>
        <Badge variant="light" color={COLORS[grant.state]} radius="sm" tt="none">{t(`states.${grant.state}`)}</Badge>
        <span className={classes.soft}>{format.relative(grant.requested_at)}</span>
      </div>
      <span>{grant.reason}</span>
      <span className={classes.soft}>
        {t(grant.level === 'change' ? 'row.change' : 'row.read', { name: grant.user.name ?? '…' })} · {t('row.minutes', { count: grant.minutes, shown: format.number(grant.minutes) })}
      </span>
      {grant.decided_at && (
        <span className={classes.soft}>
          {t(grant.state === 'refused' ? 'row.refusedBy' : 'row.approvedBy', { name: grant.decided_by?.name ?? '…', when: format.dateTime(grant.decided_at) })}
          {grant.expires_at && grant.state === 'active' && <> · {t('row.until', { when: format.dateTime(grant.expires_at) })}</>}
        </span>
      )}
      {grant.ended_at && <span className={classes.soft}>{t(grant.ended_by ? 'row.endedBy' : 'row.givenBack', { name: grant.ended_by?.name ?? '', when: format.dateTime(grant.ended_at) })}</span>}
      {grant.decided_at && grant.state !== 'refused' && (
        <span className={classes.soft}>
          {grant.entries ? t('row.entries', { count: grant.entries }) : t('row.notEntered')} · {grant.changes ? t('row.changes', { count: grant.changes, shown: format.number(grant.changes) }) : t('row.noChanges')}
        </span>
      )}
      {grant.state === 'waiting' && <Decision grant={grant} />}
      {grant.state === 'active' && <EndButton id={grant.id} />}
    </li>
  );
}

function EndButton({ id }: { id: string }) {
  const { t } = useTranslation('support');
  const revoke = useRevoke(id);
  return (
    <div>
      <ProblemPanel error={revoke.error} />
      <ConfirmInline size="sm" variant="default" question={t('end.question')} confirmLabel={t('end.confirm')} loading={revoke.isPending} onConfirm={() => revoke.mutate()}>
        {t('end.label')}
      </ConfirmInline>
    </div>
  );
}
