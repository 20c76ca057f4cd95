import { Button, Checkbox, Group, TagsInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyLine } from '@/features/settings/CopyLine';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useFormLink, useRenewLink } from '../calls';
import { LANGUAGES, type Language } from '../types';
import { errorAt, type PartProps } from './parts';
import classes from './Designer.module.css';

/** Where strangers find the form: its address, the lines for another page, languages, and what keeps robots away. */
export function ShareTab({ draft, errors, putBody, saved }: PartProps & { saved: string | null }) {
  const { t } = useTranslation('forms');
  const { body } = draft;
  return (
    <div className={classes.stack}>
      {saved ? <Address name={saved} framed={body.allowed_origins.length > 0} /> : <p className={classes.soft}>{t('share.afterSaving')}</p>}
      <TagsInput label={t('share.origins')} description={t('share.originsHelp')} placeholder="https://www.example.com" splitChars={[',', ' ', '\n']} value={body.allowed_origins} error={errorAt(errors, 'allowed_origins')} onChange={(allowed_origins) => putBody({ allowed_origins })} />
      <Checkbox.Group label={t('share.languages')} error={errors.languages} value={body.languages} onChange={(next) => next.length && putBody({ languages: LANGUAGES.filter((one) => next.includes(one)) as Language[] })}>
        <Group gap={16} mt={6}>
          {LANGUAGES.map((one) => (
            <Checkbox key={one} value={one} label={t(`languages.${one}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox label={t('share.challenge')} description={t('share.challengeHelp')} checked={body.challenge} onChange={(event) => putBody({ challenge: event.currentTarget.checked })} />
    </div>
  );
}

function Address({ name, framed }: { name: string; framed: boolean }) {
  const { t } = useTranslation('forms');
  const link = useFormLink(name);
  const renew = useRenewLink(name);
  if (!link.data) return <ProblemPanel error={link.error} onRetry={() => void link.refetch()} />;
  return (
    <>
      <CopyLine label={t('share.link')} value={link.data.url} />
      <Group gap={8}>
        <Button component="a" href={link.data.url} target="_blank" rel="noopener" variant="default" leftSection={<IconExternalLink size={15} />}>{t('share.visit')}</Button>
        <ConfirmInline variant="subtle" color="gray" question={t('share.renewQuestion')} confirmLabel={t('share.renew')} loading={renew.isPending} onConfirm={() => renew.mutate()}>
          {t('share.renew')}
        </ConfirmInline>
      </Group>
      <ProblemPanel error={renew.error} />
      <CopyLine label={t('share.embed')} value={link.data.embed} />
      {!framed && <p className={classes.soft}>{t('share.embedHelp')}</p>}
    </>
  );
}
