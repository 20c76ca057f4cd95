import { useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textIn } from '@/features/rules/texts';
import { Page } from '@/ui/Page';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useForm, useSubmissions } from '../calls';
import type { SubmissionState } from '../types';
import { Sent } from './Sent';
import classes from '../designer/Designer.module.css';

const SHOWN = ['all', 'accepted', 'refused', 'spam', 'discarded'] as const;

/** What was sent with a form: what it became, what was agreed to, and what waits for somebody. */
export default function SubmissionsPage() {
  const { t, i18n } = useTranslation('forms');
  const { name } = useParams({ strict: false }) as { name: string };
  const form = useForm(name);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const found = useSubmissions({ form: name, state: shown === 'all' ? undefined : (shown as SubmissionState) });
  const rows = found.data?.pages.flatMap((page) => page.data) ?? [];
  const label = form.data ? textIn(form.data.label, i18n.language) : name;
  return (
    <Page
      title={label}
      tab={`${t('submissions.title')} · ${label}`}
      icon={<Link to="/settings/forms" className={classes.backToForms} aria-label={t('back')}><IconArrowLeft size={18} /></Link>}
      aside={<span className={classes.soft}>{t('submissions.title')}</span>}
      width={860}
      actions={<Button component={Link} to="/forms/$name" params={{ name } as never} variant="default">{t('submissions.design')}</Button>}
    >
      <div style={{ overflowX: 'auto' }}>
        <SegmentedControl size="xs" aria-label={t('submissions.which')} value={shown} onChange={(next) => setShown(next as typeof shown)} data={SHOWN.map((value) => ({ value, label: t(`submissions.states.${value}`) }))} />
      </div>
      <div style={{ marginTop: 16 }}>
        <ProblemPanel error={found.error ?? form.error} onRetry={() => void found.refetch()} />
        {found.isPending && <RowsSkeleton rows={4} height={64} />}
        {found.isSuccess && !rows.length && <p className={classes.soft}>{t(shown === 'all' ? 'submissions.none' : 'submissions.noneOf')}</p>}
        <ul className={classes.list} aria-label={t('submissions.title')}>
          {rows.map((one) => (
            <Sent key={one.id} submission={one} />
          ))}
        </ul>
        {found.hasNextPage && <Button mt={12} variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('more')}</Button>}
      </div>
    </Page>
  );
}
