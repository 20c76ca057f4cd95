import { Alert, Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWaitingGrants } from './calls';
import classes from './Support.module.css';

/** Tells an administrator that support asks to look into the company. */
export function WaitingNotice() {
  const { t } = useTranslation('support');
  const waiting = useWaitingGrants();
  const first = waiting[0];
  if (!first) return null;
  return (
    <Alert className={classes.waiting} color="yellow" variant="light" role="status" icon={<IconLifebuoy size={18} stroke={1.6} />}>
      <span className={classes.waitingText}>{t('waiting.text', { count: waiting.length, operator: first.operator, reason: first.reason })}</span>
      <Button component={Link} to="/settings/support" size="compact-sm" variant="default">
        {t('waiting.open')}
      </Button>
    </Alert>
  );
}
