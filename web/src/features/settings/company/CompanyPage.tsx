import { useState, type FormEvent } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useSession, useUpdateCompany } from '@/api/session';
import { languages } from '@/i18n';
import { CurrencySelect } from '@/ui/inputs/CurrencySelect';
import { TimezoneSelect } from '@/ui/inputs/TimezoneSelect';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import { WorkCalendarCard } from './WorkCalendarCard';
import classes from '../Settings.module.css';

export default function CompanyPage() {
  const { t } = useTranslation('settings');
  const { tenant } = useSession();
  const [form, setForm] = useState({ name: tenant.name, currency: tenant.currency, timezone: tenant.timezone, locale: tenant.locale });
  const update = useUpdateCompany();
  const wrong = isProblem(update.error) ? update.error.byField() : {};
  const changes = Object.fromEntries(Object.entries(form).filter(([name, value]) => tenant[name as keyof typeof form] !== value));
  const clean = Object.keys(changes).length === 0;
  const put = (name: keyof typeof form) => (value: string | null) => value !== null && setForm((old) => ({ ...old, [name]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(changes);
  };
  return (
    <>
      <Card title={t('company.title')} text={t('company.text')}>
        <form onSubmit={submit}>
          <div className={classes.fields}>
            <TextInput label={t('company.name')} value={form.name} error={wrong.name} onChange={(event) => put('name')(event.currentTarget.value)} />
            <CurrencySelect label={t('company.currency')} value={form.currency} error={wrong.currency} onChange={put('currency')} />
            <TimezoneSelect label={t('company.timezone')} value={form.timezone} error={wrong.timezone} onChange={put('timezone')} />
            <Select
              label={t('company.locale')}
              value={form.locale}
              error={wrong.locale}
              allowDeselect={false}
              data={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
              onChange={put('locale')}
            />
          </div>
          <SaveFoot saving={update.isPending} saved={update.isSuccess && clean} error={update.error} quiet={Object.keys(wrong).length > 0} disabled={clean} />
        </form>
      </Card>
      <WorkCalendarCard />
    </>
  );
}
