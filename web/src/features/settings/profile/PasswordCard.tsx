import { useState, type FormEvent } from 'react';
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import { useUpdateMe } from '@/api/session';
import { Card } from '../Card';
import { SaveFoot } from '../SaveFoot';
import classes from '../Settings.module.css';

export function PasswordCard() {
  const { t } = useTranslation(['settings', 'auth']);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const update = useUpdateMe();
  const wrong = isProblem(update.error) ? update.error.byField() : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      { password: next, current_password: current },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
        },
      },
    );
  };
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('auth:showPassword') } };
  return (
    <Card title={t('password.title')} text={t('password.text')}>
      <form onSubmit={submit}>
        <div className={classes.fields}>
          <PasswordInput {...toggle} label={t('password.current')} autoComplete="current-password" value={current} error={wrong.current_password} onChange={(event) => setCurrent(event.currentTarget.value)} />
          <PasswordInput {...toggle} label={t('password.next')} autoComplete="new-password" value={next} error={wrong.password} onChange={(event) => setNext(event.currentTarget.value)} />
        </div>
        <SaveFoot label={t('password.change')} saving={update.isPending} saved={update.isSuccess} error={update.error} quiet={Object.keys(wrong).length > 0} disabled={!current || !next} />
      </form>
    </Card>
  );
}
