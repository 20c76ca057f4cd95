import { useState, type FormEvent } from 'react';
import { Anchor, Button, Collapse, PasswordInput, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { CurrencySelect } from '@/ui/inputs/CurrencySelect';
import { TimezoneSelect } from '@/ui/inputs/TimezoneSelect';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { AuthLayout } from './AuthLayout';
import { signUp } from './calls';
import { guessCurrency } from './region';
import { useEnter } from './useEnter';

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export default function SignUpPage() {
  const { t, i18n } = useTranslation('auth');
  const [form, setForm] = useState({ company: '', name: '', email: '', password: '' });
  const [timezone, setTimezone] = useState(zoneHere);
  const [chosenCurrency, setCurrency] = useState<string | null>(null);
  const [regionOpen, setRegionOpen] = useState(false);
  const enter = useEnter(signUp);
  const currency = chosenCurrency ?? guessCurrency(timezone, i18n.language);
  const wrong = isProblem(enter.error) ? enter.error.byField() : {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ ...form, email: form.email.trim(), locale: i18n.language, timezone, currency });
  };
  const bind = (name: keyof typeof form) => ({
    name,
    label: t(name),
    value: form[name],
    error: wrong[name],
    size: 'md' as const,
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((old) => ({ ...old, [name]: value }));
    },
  });

  return (
    <AuthLayout
      title={t('signUp.title')}
      subtitle={t('signUp.subtitle')}
      footer={
        <>
          {t('signUp.already')}{' '}
          <Anchor component={Link} to="/sign-in" fw={550} fz="sm">
            {t('signUp.toSignIn')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {!Object.keys(wrong).length && <ProblemPanel error={enter.error} />}
        <TextInput {...bind('company')} autoComplete="organization" autoFocus />
        <TextInput {...bind('name')} autoComplete="name" />
        <TextInput {...bind('email')} label={t('workEmail')} type="email" autoComplete="username" />
        <PasswordInput
          {...bind('password')}
          autoComplete="new-password"
          description={t('passwordHint')}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Text size="sm" c="dimmed">
          {t('signUp.region', { currency, timezone: timezone.replaceAll('_', ' ') })}{' '}
          <Anchor component="button" type="button" fz="sm" aria-expanded={regionOpen} onClick={() => setRegionOpen(!regionOpen)}>
            {t('signUp.changeRegion')}
          </Anchor>
        </Text>
        <Collapse expanded={regionOpen}>
          <div style={{ display: 'grid', gap: 12 }}>
            <CurrencySelect label={t('currency')} value={currency} onChange={setCurrency} error={wrong.currency} />
            <TimezoneSelect label={t('timezone')} value={timezone} onChange={(zone) => setTimezone(zone ?? 'UTC')} error={wrong.timezone} />
          </div>
        </Collapse>
        <Button type="submit" size="md" loading={enter.isPending}>
          {t('signUp.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
