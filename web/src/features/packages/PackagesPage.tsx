import { useState } from 'react';
import { Badge, Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import settings from '@/features/settings/Settings.module.css';
import { useBundled, useInstalled, type Source } from './calls';
import { ExportCard } from './ExportCard';
import { InstalledRow } from './InstalledRow';
import { InstallPanel } from './InstallPanel';
import classes from './Packages.module.css';

/** What the company has of others, what it could have, and what it could give. */
export default function PackagesPage() {
  const { t } = useTranslation('packages');
  const [source, setSource] = useState<Source | null>(null);
  const installed = useInstalled();
  const bundled = useBundled();
  const versions = new Map(installed.data?.map(({ name, version }) => [name, version]));
  return (
    <>
      <section className={settings.card}>
        <div className={classes.head}>
          <div className={settings.grow}>
            <h2 className={settings.cardTitle}>{t('title')}</h2>
            <p className={settings.cardText}>{t('text')}</p>
          </div>
          <FileButton accept=".zip,.yaml,.yml" onChange={(file) => file && setSource({ file })}>
            {(props) => (
              <Button leftSection={<IconFileUpload size={15} />} {...props}>
                {t('fromFile')}
              </Button>
            )}
          </FileButton>
        </div>
        <ProblemPanel error={installed.error} onRetry={() => void installed.refetch()} />
        {installed.isPending && <BlockSkeleton lines={3} />}
        {installed.data?.length === 0 && <p className={settings.soft}>{t('none')}</p>}
        <ul className={classes.rows}>
          {installed.data?.map((each) => <InstalledRow key={each.name} installed={each} />)}
        </ul>
      </section>
      <section className={settings.card}>
        <h2 className={settings.cardTitle}>{t('bundled.title')}</h2>
        <p className={settings.cardText}>{t('bundled.text')}</p>
        <ul className={classes.rows}>
          {bundled.data?.map((each) => (
            <li key={each.name} className={classes.row}>
              <span className={classes.names}>
                <span className={classes.label}>{each.label}</span>
                <span className={settings.soft}>{each.description}</span>
              </span>
              {versions.get(each.name) === each.version ? (
                <Badge variant="light" color="teal">{t('isInstalled')}</Badge>
              ) : (
                <Button size="compact-sm" variant="default" onClick={() => setSource({ bundled: each.name })}>
                  {versions.has(each.name) ? t('upgradeTo', { version: each.version }) : t('look')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <ExportCard />
      {source && <InstallPanel key={'file' in source ? source.file.name : source.bundled} source={source} onClose={() => setSource(null)} />}
    </>
  );
}
