import type { ComponentType, ReactNode } from 'react';
import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconShare2, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { openPanel } from '@/routing/panels';
import { useAccess } from './calls';
import { PrincipalName } from './PrincipalName';
import { distinct } from './grants';
import classes from './Sharing.module.css';

const FIRST = 4;

interface AccessCardProps {
  object: string;
  id: string;
  name: string;
  Card: ComponentType<{ title: string; icon?: ReactNode; count?: string; action?: ReactNode; children: ReactNode }>;
}

/** Who sees the record, in a few lines; the panel says why and shares it. */
export function AccessCard({ object, id, name, Card }: AccessCardProps) {
  const { t } = useTranslation('sharing');
  const access = useAccess(object, id);
  const grants = distinct(access.data?.grants ?? []);
  const open = () => openPanel({ name: 'access', object, id, title: name });
  const label = access.data?.may_share ? t('card.share') : t('card.open');
  return (
    <Card
      title={t('card.title')}
      icon={<IconShare2 size={16} stroke={1.6} />}
      action={
        <Tooltip label={label}>
          <ActionIcon size={28} aria-label={label} onClick={open}>
            <IconUserPlus size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      }
    >
      {access.isPending && <Skeleton height={10} width="70%" radius="xl" my={10} />}
      {access.isError && <button type="button" className={classes.quiet} onClick={() => void access.refetch()}>{t('card.failed')}</button>}
      <ul className={classes.list}>
        {grants.slice(0, FIRST).map((grant) => (
          <li key={`${grant.to.kind}:${grant.to.id}`} className={classes.item}>
            <span className={`${classes.grow} truncate`}>
              <PrincipalName principal={grant.to} />
            </span>
            <span className={classes.soft}>{t(`levels.${grant.level}`)}</span>
          </li>
        ))}
      </ul>
      {access.data && (
        <button type="button" className={classes.quiet} onClick={open}>
          {grants.length > FIRST ? t('card.more', { count: grants.length - FIRST }) : t('card.why')}
        </button>
      )}
    </Card>
  );
}
