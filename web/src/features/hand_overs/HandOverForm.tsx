import { useState, type FormEvent } from 'react';
import { Badge, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { usePermission, useSession } from '@/api/session';
import type { Lookup } from '@/api/types';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { UserPicker } from '@/ui/fields/UserPicker';
import { useFormat } from '@/ui/useFormat';
import { useStartHandOver } from './calls';
import type { HandOver, Memberships } from './types';
import classes from './HandOver.module.css';

const CAN_GO = ['active', 'invited'];

interface HandOverFormProps {
  found: HandOver;
  onStarted: (jobId: string, changeSetId: string) => void;
}

/** What is there, who takes it, and what becomes of the person. */
export function HandOverForm({ found, onStarted }: HandOverFormProps) {
  const { t } = useTranslation('hand_overs');
  const format = useFormat();
  const me = useSession().user.id === found.user.id;
  const held = found.objects.filter((holding) => holding.count);
  const [to, setTo] = useState<Lookup | null>(null);
  const [byKind, setByKind] = useState(false);
  const [takers, setTakers] = useState<Record<string, Lookup | null>>({});
  const [memberships, setMemberships] = useState<Memberships>('keep');
  const mayReports = usePermission('sharing.manage');
  const [reports, setReports] = useState(mayReports && found.reports > 0);
  const [views, setViews] = useState(found.views > 0);
  const [deactivate, setDeactivate] = useState(false);
  const [reason, setReason] = useState('');
  const start = useStartHandOver(found.user.id);
  const wrong = isProblem(start.error) ? start.error.byField() : {};
  const shownAtField = Boolean(wrong.to ?? wrong.deactivate);
  const chosen = byKind ? Object.fromEntries(Object.entries(takers).flatMap(([object, taker]) => (taker ? [[object, taker.id]] : []))) : {};
  const goes = to ? found.total : held.reduce((sum, holding) => sum + (chosen[holding.object] ? holding.count : 0), 0);
  const mayGo = found.kind === 'person' && !me && !found.deleted && CAN_GO.includes(found.status);
  const nothing = !held.length && !found.places.length && !found.reports && !found.views;
  const along = Boolean(to) && (reports || views);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate(
      { to: to?.id, by_object: chosen, memberships, reports: reports && Boolean(to), views: views && Boolean(to), deactivate, reason: reason.trim() || undefined },
      { onSuccess: (planned) => planned.job_id && onStarted(planned.job_id, planned.change_set_id ?? '') },
    );
  };

  return (
    <form onSubmit={submit}>
      <Stack gap={20}>
        <section aria-label={t('owned.title')}>
          <h3 className={classes.title}>{t('owned.title')}</h3>
          {held.length ? (
            <ul className={classes.list}>
              {held.map((holding) => (
                <li key={holding.object} className={classes.row}>
                  <ObjectIcon object={holding.object} size={16} />
                  <span className={classes.grow}>
                    {holding.label}
                    {holding.in_bin > 0 && <span className={classes.soft}> {t('owned.inBin', { count: holding.in_bin, shown: format.number(holding.in_bin) })}</span>}
                  </span>
                  <span className="tabular">{format.number(holding.count)}</span>
                </li>
              ))}
            </ul>
          ) : (
            <Text size="sm" c="dimmed">{t('owned.nothing')}</Text>
          )}
          {found.open_tasks > 0 && <p className={classes.soft}>{t('owned.tasks', { count: found.open_tasks, shown: format.number(found.open_tasks) })}</p>}
        </section>

        {!(nothing && !mayGo) && (
          <>
            {!nothing && (
              <UserPicker label={t('to.label')} description={t('to.text')} value={to} onChange={setTo} error={wrong.to} />
            )}
            {held.length > 1 && <Checkbox label={t('to.byKind')} checked={byKind} onChange={(event) => setByKind(event.currentTarget.checked)} />}
            {byKind &&
              held.map((holding) => (
                <UserPicker
                  key={holding.object}
                  label={holding.label}
                  placeholder={to?.name ?? t('to.nobody')}
                  value={takers[holding.object]}
                  onChange={(taker) => setTakers({ ...takers, [holding.object]: taker })}
                />
              ))}
            <ProblemPanel error={wrong.by_object ? start.error : null} />

            {found.places.length > 0 && (
              <Stack gap={8}>
                <Select
                  label={t('places.label')}
                  allowDeselect={false}
                  value={memberships}
                  onChange={(value) => value && setMemberships(value)}
                  data={(['keep', 'move', 'leave'] as const).map((value) => ({ value, label: t(`places.${value}`, { name: found.user.name }) }))}
                />
                <Group gap={6}>
                  {found.places.map((place) => (
                    <Badge key={place.id} variant="default" radius="sm" tt="none" fw={500}>{place.name}</Badge>
                  ))}
                </Group>
              </Stack>
            )}

            {mayReports && found.reports > 0 && (
              <Checkbox label={t('reports', { count: found.reports, name: found.user.name })} checked={reports} onChange={(event) => setReports(event.currentTarget.checked)} />
            )}
            {found.views > 0 && <Checkbox label={t('views', { count: found.views, name: found.user.name })} checked={views} onChange={(event) => setViews(event.currentTarget.checked)} />}

            {mayGo && (
              <Checkbox
                label={t('deactivate.label', { name: found.user.name })}
                description={t('deactivate.text', { signIns: found.sign_ins, keys: found.api_keys })}
                checked={deactivate}
                error={wrong.deactivate}
                onChange={(event) => setDeactivate(event.currentTarget.checked)}
              />
            )}
            <TextInput label={t('reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
            {!shownAtField && !wrong.by_object && <ProblemPanel error={start.error} />}
            <Button type="submit" loading={start.isPending} disabled={!goes && !along && !deactivate && memberships === 'keep'} color={deactivate ? 'red.8' : undefined}>
              {goes ? t('submit', { count: goes, shown: format.number(goes) }) : deactivate ? t('submitDeactivate') : memberships === 'keep' ? t('submitAlong') : t('submitPlaces')}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
