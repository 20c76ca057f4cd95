import { useState, type FormEvent } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useSession, useUpdateMe } from '@/api/session';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import classes from '../Settings.module.css';

export function PersonCard() {
  const { t } = useTranslation('settings');
  const { user } = useSession();
  const [name, setName] = useState(user.name);
  const update = useUpdateMe();
  const wrong = isProblem(update.error) ? update.error.byField().name : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name: name.trim() });
  };
  return (
    <Card title={t('profile.title')} text={t('profile.text')}>
      <form onSubmit={submit}>
        <div className={classes.fields}>
          <TextInput label={t('profile.name')} value={name} error={wrong} required withAsterisk={false} autoComplete="name" onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t('profile.email')} value={user.email ?? ''} readOnly variant="filled" />
        </div>
        <SaveFoot saving={update.isPending} saved={update.isSuccess && name.trim() === user.name} error={update.error} quiet={Boolean(wrong)} disabled={name.trim() === user.name} />
      </form>
    </Card>
  );
}
