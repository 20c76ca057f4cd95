import { useEffect, useState } from 'react';
import { Alert, Button, Checkbox, List, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import settings from '@/features/settings/Settings.module.css';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useInstall, useLook, type Source } from './calls';
import { PartList } from './PartList';
import type { Plan, Take } from './types';
import classes from './Packages.module.css';

/** What would be done, before it is done. */
export function InstallPanel({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation('packages');
  const [take, setTake] = useState<Take>('mine');
  const [samples, setSamples] = useState(false);
  const look = useLook();
  const install = useInstall();
  const { mutate } = look;
  useEffect(() => void mutate({ source, take }), [mutate, source, take]);
  const plan = look.data?.plan;
  const problems = look.data?.validation.problems ?? [];
  const submit = () =>
    install.mutate(
      { source, take, samples },
      {
        onSuccess: ({ data }) => {
          announce({ kind: 'done', message: t('installed', { name: data.plan.name, version: data.plan.version }), changeSetId: data.change_set_id ?? undefined });
          onClose();
        },
      },
    );
  return (
    <SidePanel title={plan ? `${plan.name} ${plan.version}` : t('looking')} onClose={onClose}>
      <div className={classes.panel}>
        <ProblemPanel error={look.error ?? install.error} />
        {look.isPending && <BlockSkeleton lines={8} />}
        {problems.length > 0 && (
          <Alert color="red" variant="light" title={t('problems', { count: problems.length })}>
            <List size="sm" spacing={4}>
              {problems.slice(0, 50).map((each, at) => (
                <List.Item key={at}>
                  <code>{each.place}</code> {each.detail}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {plan && (
          <>
            <p className={settings.cardText}>{summary(t, plan)}</p>
            {plan.installed_version !== null && (plan.counts.conflict ?? 0) + (plan.counts.keep ?? 0) > 0 && (
              <div>
                <p className={settings.soft}>{t('take.text')}</p>
                <SegmentedControl value={take} onChange={(value) => setTake(value as Take)} data={[{ value: 'mine', label: t('take.mine') }, { value: 'package', label: t('take.package') }]} />
              </div>
            )}
            {plan.sample_records > 0 && (
              <Checkbox checked={samples} onChange={(event) => setSamples(event.currentTarget.checked)} label={t('samples', { count: plan.sample_records })} />
            )}
            <Button onClick={submit} loading={install.isPending}>{t(plan.installed_version ? 'upgrade' : 'install')}</Button>
            <PartList parts={plan.parts} />
          </>
        )}
      </div>
    </SidePanel>
  );
}

function summary(t: ReturnType<typeof useTranslation<'packages'>>['t'], plan: Plan): string {
  const done = (['add', 'change', 'remove', 'conflict'] as const).filter((action) => plan.counts[action]);
  if (done.length === 0) return t('nothing');
  return done.map((action) => t(`counts.${action}`, { count: plan.counts[action] })).join(t('comma'));
}
