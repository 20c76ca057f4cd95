import { useState, type FormEvent } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import type { Role } from '@/api/types';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { Card } from '../Card';
import { CopyLine } from '../CopyLine';
import { useInvite } from './calls';
import { useRoleOptions } from './roles';
import classes from '../Settings.module.css';

/** An invitation is a link: it can be sent by whatever means people already use. */
export function InviteCard() {
  const { t } = useTranslation('settings');
  const roles = useRoleOptions();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const invite = useInvite();
  const wrong = isProblem(invite.error) ? invite.error.byField() : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail('') });
  };
  return (
    <Card title={t('invite.title')} text={t('invite.text')}>
      <form onSubmit={submit}>
        <div className={classes.fields} style={{ alignItems: 'start' }}>
          <TextInput label={t('invite.email')} type="email" required withAsterisk={false} value={email} error={wrong.email} onChange={(event) => setEmail(event.currentTarget.value)} />
          <Select label={t('invite.role')} data={roles} value={role} allowDeselect={false} onChange={(value) => value && setRole(value as Role)} />
        </div>
        <div className={classes.foot}>
          <Button type="submit" loading={invite.isPending}>{t('invite.submit')}</Button>
        </div>
      </form>
      {!Object.keys(wrong).length && invite.error ? <div style={{ marginTop: 16 }}><ProblemPanel error={invite.error} /></div> : null}
      {invite.data && (
        <div style={{ marginTop: 16 }} role="status">
          <CopyLine label={t('invite.ready', { email: invite.data.email })} value={invite.data.url} />
        </div>
      )}
    </Card>
  );
}
