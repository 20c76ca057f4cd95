import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePermission, useSession } from '@/api/session';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { OwnerAvatar } from '@/ui/OwnerAvatar';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import type { StandIn } from '../types';
import { useEndStandIn, useStandIns } from './calls';
import { StandInForm } from './StandInForm';

/** Who decides for me while I am away, and for whom I decide; administrators see to everybody's. */
export function StandInsCard() {
  const { t } = useTranslation('approvals');
  const manages = usePermission('company.manage');
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const found = useStandIns(all);
  return (
    <Card title={t('standIns.title')} text={t('standIns.text')}>
      <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />
      {manages && <Checkbox size="xs" mb={12} label={t('standIns.all')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />}
      {found.isPending && <BlockSkeleton lines={2} />}
      <ul className={settings.rows} aria-label={t('standIns.title')}>
        {found.data?.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
      {adding ? <StandInForm forOthers={manages && all} onClose={() => setAdding(false)} /> : (
        <Button variant="default" mt={found.data?.length ? 16 : 0} leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>{t('standIns.add')}</Button>
      )}
    </Card>
  );
}

function Row({ one }: { one: StandIn }) {
  const { t, i18n } = useTranslation(['approvals', 'common']);
  const { user } = useSession();
  const manages = usePermission('company.manage');
  const format = useFormat();
  const end = useEndStandIn();
  const mine = one.user.id === user.id;
  const other = mine ? one.to : one.user;
  const days = t('standIns.days', { first: format.date(one.first), last: format.date(one.last) });
  const what = one.to.id === user.id && !mine ? t('standIns.iStandIn', { name: one.user.name }) : mine ? t('standIns.forMe', { name: one.to.name }) : t('standIns.forOther', { name: one.to.name, of: one.user.name });
  return (
    <li className={settings.rowItem}>
      <OwnerAvatar name={other.name} size={28} />
      <span className={settings.grow}>
        {what}
        <br />
        <span className={settings.soft}>
          {days}
          {one.processes?.length ? <> · {new Intl.ListFormat(i18n.language).format(one.processes)}</> : null}
        </span>
        <ProblemPanel error={end.error} />
      </span>
      {(mine || manages) && <ConfirmInline size="compact-sm" variant="default" question={t('standIns.endQuestion')} confirmLabel={t('standIns.end')} loading={end.isPending} onConfirm={() => end.mutate(one.id)}>{t('standIns.end')}</ConfirmInline>}
    </li>
  );
}
