import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useSentence } from '@/ui/useSentence';
import { useShare, useUnshare } from './calls';
import { LevelSelect } from './LevelSelect';
import { PrincipalName } from './PrincipalName';
import type { PrincipalRef, Share } from './types';
import classes from './Sharing.module.css';

/** One person or team that the record is shared with; changed and ended in place. */
export function ShareRow({ object, id, share, editable }: { object: string; id: string; share: Share; editable: boolean }) {
  const { t } = useTranslation('sharing');
  const sentence = useSentence();
  const put = useShare(object, id);
  const remove = useUnshare(object, id);
  const { shared_with: to, reason, level, part } = share;
  const onError = (error: unknown) => announce({ kind: 'failed', message: sentence(error) });
  // A team that is gone has no id to name it by; it gives nobody anything.
  const ref = to.kind === 'gone' ? null : (to as PrincipalRef);
  return (
    <li className={classes.item}>
      <span className={`${classes.grow} truncate`}>
        <PrincipalName principal={to} />
        {reason === 'team' && <span className={classes.soft}> · {part || t('panel.inTeam')}</span>}
      </span>
      {editable && ref ? (
        <>
          <LevelSelect
            size="xs"
            w={132}
            aria-label={t('panel.levelOf', { name: to.name })}
            value={level}
            disabled={put.isPending}
            onChange={(next) => put.mutate({ shared_with: { kind: ref.kind, id: ref.id }, level: next, reason, part }, { onError })}
          />
          <Tooltip label={t('panel.stop', { name: to.name })}>
            <ActionIcon size={28} loading={remove.isPending} aria-label={t('panel.stop', { name: to.name })} onClick={() => remove.mutate({ ...ref, reason }, { onError })}>
              <IconX size={15} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </>
      ) : (
        <span className={classes.soft}>{t(`levels.${level}`)}</span>
      )}
    </li>
  );
}
