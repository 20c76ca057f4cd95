import { useState } from 'react';
import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Timeline } from '@/features/activities';
import { useRecordEditing } from './context';
import { Details } from './details/Details';
import { Related } from './related/Related';
import classes from './RecordPage.module.css';

/** Three columns on a wide screen, two on a smaller one, tabs on a phone. */
export function RecordBody() {
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false });
  const { t } = useTranslation('records');
  const { meta, record } = useRecordEditing();
  if (phone) return <RecordTabs />;
  return (
    <div className={classes.columns}>
      <section className={classes.left} aria-label={t('tabs.details')}>
        <Details />
      </section>
      <section className={classes.middle} aria-label={t('tabs.timeline')}>
        <div className={classes.reading}>
          <Timeline meta={meta} record={record} />
        </div>
      </section>
      <aside className={classes.right} aria-label={t('tabs.related')}>
        <Related />
      </aside>
    </div>
  );
}

const TABS = ['timeline', 'details', 'related'] as const;

function RecordTabs() {
  const { t } = useTranslation('records');
  const { meta, record } = useRecordEditing();
  const [tab, setTab] = useState<string | null>('timeline');
  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tabs}>
      <Tabs.List grow>
        {TABS.map((name) => (
          <Tabs.Tab key={name} value={name} h={44}>
            {t(`tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="timeline" className={classes.panel}>
        <Timeline meta={meta} record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="details" className={classes.panel} data-plain>
        <Details />
      </Tabs.Panel>
      <Tabs.Panel value="related" className={classes.panel} data-plain>
        <Related />
      </Tabs.Panel>
    </Tabs>
  );
}
