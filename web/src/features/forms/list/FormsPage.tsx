import { Badge, Button, Switch } from '@mantine/core';
import { IconPlus, IconWorld } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { textIn } from '@/features/rules/texts';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { RowsSkeleton } from '@/ui/Skeletons';
import { useFormat } from '@/ui/useFormat';
import { useForms, useSwitchForm } from '../calls';
import type { FormSummary } from '../types';

/** The company's forms: what they make, whether they are open, what came of them, what waits for somebody. */
export default function FormsPage() {
  const { t } = useTranslation('forms');
  const forms = useForms();
  const rows = forms.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Card
      title={t('title')}
      text={t('text')}
      action={<Button component={Link} to="/forms/new" leftSection={<IconPlus size={15} />}>{t('new')}</Button>}
      empty={forms.isSuccess && !rows.length ? { icon: <IconWorld size={32} stroke={1.4} />, title: t('noneTitle'), text: t('none') } : undefined}
    >
      <ProblemPanel error={forms.error} onRetry={() => void forms.refetch()} />
      {forms.isPending && <RowsSkeleton rows={3} height={56} />}
      <ul className={settings.rows} style={{ marginTop: 16, marginBottom: -12 }} aria-label={t('title')}>
        {rows.map((one) => (
          <Row key={one.name} form={one} />
        ))}
      </ul>
      {forms.hasNextPage && (
        <div className={settings.foot}>
          <Button variant="default" loading={forms.isFetchingNextPage} onClick={() => void forms.fetchNextPage()}>{t('more')}</Button>
        </div>
      )}
    </Card>
  );
}

function Row({ form }: { form: FormSummary }) {
  const { t, i18n } = useTranslation('forms');
  const objects = useObjects();
  const format = useFormat();
  const toggle = useSwitchForm();
  const object = objects.find((one) => one.name === form.object);
  const label = textIn(form.label, i18n.language) || form.name;
  return (
    <li className={settings.rowItem}>
      <ObjectIcon object={form.object} icon={object?.icon ?? 'forms'} size={18} />
      <span className={settings.grow}>
        <Link to="/forms/$name" params={{ name: form.name }} style={{ color: 'inherit', fontWeight: 600, textDecoration: 'none' }}>{label}</Link>{' '}
        {!form.answers && <Badge variant="light" color="red">{t('ownerGone')}</Badge>}
        <br />
        <span className={settings.soft}>
          {object?.plural_label ?? form.object} · {t('fieldCount', { count: form.fields })}
          {form.last_at && <> · {t('lastSent', { when: format.relative(form.last_at) })}</>}
          {form.owner_name && <> · {t('answeredBy', { name: form.owner_name })}</>}
        </span>
        <ProblemPanel error={toggle.error} />
      </span>
      <Button component={Link} to="/forms/$name/submissions" params={{ name: form.name } as never} size="compact-sm" variant={form.waiting ? 'light' : 'default'} color={form.waiting ? 'red' : undefined}>
        {form.waiting ? t('waitingCount', { count: form.waiting }) : t('acceptedCount', { count: form.accepted })}
      </Button>
      <Switch aria-label={t('openNamed', { name: label })} checked={form.active} disabled={toggle.isPending} onChange={(event) => toggle.mutate({ name: form.name, active: event.currentTarget.checked })} />
    </li>
  );
}
