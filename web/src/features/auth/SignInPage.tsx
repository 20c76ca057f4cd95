import { useState, type FormEvent } from 'react';
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { AuthLayout } from './AuthLayout';
import { signIn } from './calls';
import { useEnter } from './useEnter';

export default function SignInPage() {
  const { t } = useTranslation('auth');
  const { next } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useEnter(signIn, next);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ email: email.trim(), password });
  };
  return (
    <AuthLayout
      title={t('signIn.title')}
      subtitle={t('signIn.subtitle')}
      footer={
        <>
          {t('signIn.newHere')}{' '}
          <Anchor component={Link} to="/sign-up" fw={550} fz="sm">
            {t('signIn.toSignUp')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} style={{ display: 'contents' }}>
        <ProblemPanel error={enter.error} />
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="md" loading={enter.isPending} mt={4}>
          {t('signIn.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
