import { useState } from 'react';
import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import settings from '@/features/settings/Settings.module.css';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { useFormat } from '@/ui/useFormat';
import { useSentence } from '@/ui/useSentence';
import { useParts, useUninstall } from './calls';
import { PartList } from './PartList';
import type { InstalledPackage } from './types';
import classes from './Packages.module.css';

export function InstalledRow({ installed }: { installed: InstalledPackage }) {
  const { t } = useTranslation('packages');
  const format = useFormat();
  const sentence = useSentence();
  const [open, setOpen] = useState(false);
  const parts = useParts(installed.name, open);
  const uninstall = useUninstall();
  const count = Object.values(installed.parts).reduce((sum, each) => sum + each, 0);
  const remove = () =>
    uninstall.mutate(installed.name, {
      onSuccess: ({ data }) => announce({ kind: 'done', message: t('removed', { name: installed.label, count: data.removed }), changeSetId: data.change_set_id ?? undefined }),
      onError: (error) => announce({ kind: 'failed', message: sentence(error) }),
    });
  return (
    <li className={classes.block}>
      <div className={classes.row}>
        <span className={classes.names}>
          <span className={classes.label}>
            {installed.label} <span className={settings.soft}>{installed.version}</span>
          </span>
          <span className={settings.soft}>
            {t('partCount', { count })} · {t('since', { when: format.relative(installed.updated_at) })}
          </span>
        </span>
        {installed.changed_here > 0 && <Badge variant="light" color="yellow">{t('changedHere', { count: installed.changed_here })}</Badge>}
        <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'hideParts' : 'showParts')}
        </Button>
        <ConfirmInline size="compact-sm" variant="default" question={t('removeQuestion')} confirmLabel={t('remove')} loading={uninstall.isPending} onConfirm={remove}>
          {t('remove')}
        </ConfirmInline>
      </div>
      {open && parts.data && <PartList parts={parts.data} marks={{ keep: 'changed', remove: 'gone', unchanged: 'asInstalled' }} />}
    </li>
  );
}
