import { useState, type FormEvent } from 'react';
import { Button, Group, MultiSelect } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { isProblem } from '@/api/problem';
import { usePermission } from '@/api/session';
import type { Lookup } from '@/api/types';
import { textIn } from '@/features/rules/texts';
import settings from '@/features/settings/Settings.module.css';
import { UserPicker } from '@/ui/fields/UserPicker';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useProcesses } from '../designer/calls';
import { PEOPLE } from '../requests/PeopleInput';
import { useNameStandIn } from './calls';

/** Names somebody who decides in one's place. */
export function StandInForm({ forOthers, onClose }: { forOthers: boolean; onClose: () => void }) {
  const { t } = useTranslation(['approvals', 'common']);
  const manages = usePermission('company.manage');
  const [user, setUser] = useState<Lookup | null>(null);
  const [to, setTo] = useState<Lookup | null>(null);
  const [first, setFirst] = useState<string | null>(() => new Date().toISOString().slice(0, 10));
  const [last, setLast] = useState<string | null>(null);
  const [processes, setProcesses] = useState<string[]>([]);
  const name = useNameStandIn();
  const wrong = isProblem(name.error) ? name.error.byField() : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!to || !first || !last) return;
    name.mutate(
      { to: to.id, first, last, processes: processes.length ? processes : null, ...(user ? { user: user.id } : {}) },
      {
        onSuccess: (made) => {
          announce({ kind: 'done', message: t('standIns.added', { name: made.to.name }) });
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} aria-label={t('standIns.add')} style={{ display: 'grid', gap: 16, marginTop: 16 }}>
      <div className={settings.fields}>
        {forOthers && <UserPicker label={t('standIns.whose')} filter={PEOPLE} value={user} error={wrong.user} onChange={setUser} />}
        <UserPicker label={t('standIns.who')} filter={PEOPLE} value={to} error={wrong.to} onChange={setTo} autoFocus />
        <DateInput valueFormat="YYYY-MM-DD" label={t('standIns.first')} value={first} error={wrong.first} onChange={setFirst} />
        <DateInput valueFormat="YYYY-MM-DD" label={t('standIns.last')} value={last} minDate={first ?? undefined} error={wrong.last} onChange={setLast} />
        {manages && <ProcessesInput value={processes} error={wrong.processes} onChange={setProcesses} />}
      </div>
      {name.error && !Object.keys(wrong).length ? <ProblemPanel error={name.error} /> : null}
      <Group gap={8}>
        <Button type="submit" disabled={!to || !first || !last} loading={name.isPending}>{t('standIns.save')}</Button>
        <Button variant="default" onClick={onClose}>{t('common:cancel')}</Button>
      </Group>
    </form>
  );
}

/** Processes are known to administrators; others are stood in for in all of them. */
function ProcessesInput({ value, error, onChange }: { value: string[]; error?: string; onChange: (names: string[]) => void }) {
  const { t, i18n } = useTranslation('approvals');
  const found = useProcesses().data?.pages.flatMap((page) => page.data) ?? [];
  return <MultiSelect label={t('standIns.processes')} placeholder={value.length ? undefined : t('standIns.allProcesses')} searchable data={found.map((one) => ({ value: one.name, label: textIn(one.label, i18n.language) || one.name }))} value={value} error={error} onChange={onChange} />;
}
