import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePermission } from '@/api/session';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useAccess, useShares } from './calls';
import { People } from './People';
import { PersonCheck } from './PersonCheck';
import { ShareForm } from './ShareForm';
import { ShareRow } from './ShareRow';
import classes from './Sharing.module.css';

export interface AccessPanelProps {
  object: string;
  id: string;
  title: string;
  onClose: () => void;
}

/** Everything about who sees one record: with whom it is shared, by which reasons, and what that means for a person. */
export default function AccessPanel({ object, id, title, onClose }: AccessPanelProps) {
  const { t } = useTranslation('sharing');
  const access = useAccess(object, id);
  const shares = useShares(object, id);
  const manages = usePermission('sharing.manage');
  const data = access.data;
  const asksForOthers = Boolean(data?.may_share) || manages;
  return (
    <SidePanel title={t('panel.title', { name: title })} onClose={onClose}>
      <div className={classes.panel}>
        <ProblemPanel error={access.error ?? shares.error} onRetry={() => void Promise.all([access.refetch(), shares.refetch()])} />
        {access.isPending && <BlockSkeleton lines={6} />}
        {data && (
          <>
            {!data.up_to_date && <Alert color="yellow" variant="light">{t('panel.outdated')}</Alert>}
            <section className={classes.section}>
              <h3 className={classes.title}>{t('panel.shared')}</h3>
              {shares.data?.data.length === 0 && <span className={classes.soft}>{t('panel.notShared')}</span>}
              <ul className={classes.list}>
                {shares.data?.data.map((share) => (
                  <ShareRow key={`${share.shared_with.kind}:${share.shared_with.id}:${share.reason}`} object={object} id={id} share={share} editable={data.may_share} />
                ))}
              </ul>
              {data.may_share && <ShareForm object={object} id={id} team={data.team} />}
            </section>
            <section className={classes.section}>
              <h3 className={classes.title}>{t('panel.reasons')}</h3>
              <ul className={classes.reasons}>
                {data.grants.map((grant, index) => (
                  <li key={index}>{t('panel.grant', { name: grant.to.name, reason: grant.text })}</li>
                ))}
              </ul>
            </section>
            <PersonCheck object={object} id={id} others={asksForOthers} />
            {asksForOthers && <People object={object} id={id} />}
          </>
        )}
      </div>
    </SidePanel>
  );
}
