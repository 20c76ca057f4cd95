import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormat } from '@/ui/useFormat';
import { Card } from '../Card';
import { useInvitations, useWithdrawInvitation } from './calls';
import { useRoleOptions } from './roles';
import classes from '../Settings.module.css';

/** Invitations that nobody has taken up yet; not shown when there are none. */
export function InvitationsCard() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const roles = useRoleOptions();
  const invitations = useInvitations();
  const withdraw = useWithdrawInvitation();
  if (!invitations.data?.length) return null;
  return (
    <Card title={t('invitations.title')}>
      <ProblemPanel error={withdraw.error} />
      <ul className={classes.rows} style={{ marginBottom: -12 }}>
        {invitations.data.map((invitation) => (
          <li key={invitation.id} className={classes.rowItem}>
            <span className={`${classes.grow} truncate`}>
              {invitation.email}
              <br />
              <span className={classes.soft}>
                {roles.find((role) => role.value === invitation.role)?.label} · {t('invitations.expires', { when: format.relative(invitation.expires_at) })}
              </span>
            </span>
            <Button variant="default" size="compact-sm" onClick={() => withdraw.mutate(invitation.id)}>{t('invitations.withdraw')}</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
