import { Select, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textIn } from '@/features/rules/texts';
import { UserPicker } from '@/ui/fields/UserPicker';
import { useProcesses } from '../designer/calls';
import { PEOPLE } from '../requests/PeopleInput';
import type { InboxSearch } from '../routes';
import classes from './Inbox.module.css';

/** Which of everybody's open requests are shown; the address bar keeps it. */
export function OverviewBar({ filters }: { filters: Omit<InboxSearch, 'state'> }) {
  const { t, i18n } = useTranslation('approvals');
  const navigate = useNavigate();
  const processes = useProcesses();
  const known = processes.data?.pages.flatMap((page) => page.data) ?? [];
  const go = (change: Omit<InboxSearch, 'state'>) => void navigate({ to: '/approvals', search: { state: 'open', ...filters, ...change } });
  return (
    <div className={classes.filters} role="group" aria-label={t('overview.filters')}>
      <Select clearable searchable label={t('overview.process')} placeholder={t('overview.anyProcess')} data={known.map(({ name, label }) => ({ value: name, label: textIn(label, i18n.language) || name }))} value={filters.process ?? null} onChange={(process) => go({ process: process ?? undefined })} />
      <UserPicker label={t('overview.approver')} filter={PEOPLE} value={filters.approver ? { id: filters.approver, name: filters.person ?? '' } : null} onChange={(person) => go({ approver: person?.id, person: person?.name })} />
      <Switch size="sm" label={t('overview.overdue')} checked={filters.overdue ?? false} onChange={(event) => go({ overdue: event.currentTarget.checked || undefined })} />
    </div>
  );
}
