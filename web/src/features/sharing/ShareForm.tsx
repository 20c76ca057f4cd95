import { useState, type FormEvent } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useShare } from './calls';
import { LevelSelect } from './LevelSelect';
import { PrincipalSelect, RECEIVERS } from './PrincipalSelect';
import type { Level, Principal, PrincipalRef } from './types';
import classes from './Sharing.module.css';

/** Shares with one more person or team; a person may take a part in the team of a deal or an account. */
export function ShareForm({ object, id, team }: { object: string; id: string; team: boolean }) {
  const { t } = useTranslation('sharing');
  const [to, setTo] = useState<Principal | null>(null);
  const [level, setLevel] = useState<Level>('read');
  const [inTeam, setInTeam] = useState(false);
  const [part, setPart] = useState('');
  const share = useShare(object, id);
  const asTeam = team && inTeam && to?.kind === 'user';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!to) return;
    const { kind, id: whom } = to as PrincipalRef;
    share.mutate(
      { shared_with: { kind, id: whom }, level, reason: asTeam ? 'team' : 'manual', part: asTeam ? part : null },
      {
        onSuccess: () => {
          setTo(null);
          setPart('');
        },
      },
    );
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 8 }}>
      <div className={classes.pair}>
        <PrincipalSelect kinds={RECEIVERS} value={to} onChange={setTo} aria-label={t('panel.with')} placeholder={t('panel.with')} />
        <LevelSelect value={level} onChange={setLevel} aria-label={t('panel.level')} />
      </div>
      {team && to?.kind === 'user' && <Checkbox label={t('panel.asTeam')} checked={inTeam} onChange={(event) => setInTeam(event.currentTarget.checked)} />}
      {asTeam && <TextInput aria-label={t('panel.part')} placeholder={t('panel.part')} maxLength={80} value={part} onChange={(event) => setPart(event.currentTarget.value)} />}
      <ProblemPanel error={share.error} />
      <div>
        <Button type="submit" disabled={!to} loading={share.isPending}>{t('panel.share')}</Button>
      </div>
    </form>
  );
}
