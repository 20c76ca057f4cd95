import { useState, type FormEvent } from 'react';
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { AuthLayout } from './AuthLayout';
import { acceptInvitation, readInvitation, type InvitationDetails } from './calls';
import { useEnter } from './useEnter';

export default function InvitationPage() {
  const { t } = useTranslation('auth');
  const { token } = useParams({ from: '/invitations/$token' });
  const details = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => readInvitation(token, signal),
    staleTime: Infinity,
  });
  const toSignIn = (
    <Anchor component={Link} to="/sign-in" fw={550} fz="sm">
      {t('signUp.toSignIn')}
    </Anchor>
  );
  if (details.error) {
    return (
      <AuthLayout title={t('invitation.goneTitle')} subtitle={t('invitation.goneText')} footer={toSignIn}>
        <ProblemPanel error={details.error} />
      </AuthLayout>
    );
  }
  if (!details.data) {
    return (
      <AuthLayout title={t('invitation.loading')}>
        <BlockSkeleton lines={5} />
      </AuthLayout>
    );
  }
  return <Acceptance token={token} details={details.data} />;
}

function Acceptance({ token, details }: { token: string; details: InvitationDetails }) {
  const { t, i18n } = useTranslation('auth');
  const [name, setName] = useState(details.name ?? '');
  const [password, setPassword] = useState('');
  const enter = useEnter((form: { name: string; password: string; locale: string }) => acceptInvitation(token, form));
  const wrong = isProblem(enter.error) ? enter.error.byField() : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter.mutate({ name, password, locale: i18n.language });
  };
  const subtitle = details.inviter
    ? t('invitation.subtitle', { inviter: details.inviter, company: details.company })
    : t('invitation.subtitleNobody', { company: details.company });
  return (
    <AuthLayout title={t('invitation.title', { company: details.company })} subtitle={subtitle}>
      <form onSubmit={submit} style={{ display: 'contents' }}>
        {!Object.keys(wrong).length && <ProblemPanel error={enter.error} />}
        <TextInput label={t('email')} size="md" value={details.email} readOnly variant="filled" autoComplete="username" />
        <TextInput
          label={t('name')}
          size="md"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="name"
          value={name}
          error={wrong.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={details.has_account ? t('invitation.yourPassword') : t('choosePassword')}
          description={details.has_account ? t('invitation.hasAccount') : t('passwordHint')}
          size="md"
          required
          withAsterisk={false}
          autoComplete={details.has_account ? 'current-password' : 'new-password'}
          value={password}
          error={wrong.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
        />
        <Button type="submit" size="md" loading={enter.isPending}>
          {t('invitation.submit')}
        </Button>
      </form>
    </AuthLayout>
  );
}
