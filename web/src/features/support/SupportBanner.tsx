import { useEffect } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { useSession, useSignOut } from '@/api/session';
import { useFormat } from '@/ui/useFormat';
import classes from './Support.module.css';

/** Above every page while an operator is in the company: who it is, as whom, until when, and the way out. */
export function SupportBanner() {
  const { t } = useTranslation('support');
  const { support, user, tenant } = useSession();
  const client = useQueryClient();
  const format = useFormat();
  const leave = useSignOut();
  const until = support?.expires_at;
  useEffect(() => {
    if (!until) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: keys.session }), Math.max(0, Date.parse(until) - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [client, until]);
  if (!support) return null;
  const what = { operator: support.operator, name: user.name, company: tenant.name, until: format.dateTime(support.expires_at) };
  return (
    <div className={classes.banner} role="region" aria-label={t('banner.label')}>
      <span className={classes.bannerText}>{support.level === 'change' ? t('banner.change', what) : t('banner.read', what)}</span>
      <Button size="compact-sm" variant="white" color="dark" loading={leave.isPending} onClick={() => leave.mutate(undefined, { onSettled: () => window.location.assign('/sign-in') })}>
        {t('banner.leave')}
      </Button>
    </div>
  );
}
