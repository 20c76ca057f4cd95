import { useState } from 'react';
import { Button, Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '@/features/settings/Card';
import settings from '@/features/settings/Settings.module.css';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useChangeDefault } from '../calls';
import type { ObjectSharing, Sharing } from '../types';
import { PreviewLine } from './PreviewLine';
import classes from '../Sharing.module.css';

export function DefaultsCard({ objects }: { objects: ObjectSharing[] }) {
  const { t } = useTranslation('sharing');
  return (
    <Card title={t('defaults.title')} text={t('defaults.text')}>
      <ul className={settings.rows} style={{ marginBottom: -12 }}>
        {objects.map((one) => (
          <DefaultRow key={one.object} sharing={one} />
        ))}
      </ul>
    </Card>
  );
}

/** Another choice first says what it would change, then waits for a yes. */
function DefaultRow({ sharing: { object, label, icon, sharing } }: { sharing: ObjectSharing }) {
  const { t } = useTranslation(['sharing', 'common']);
  const [chosen, setChosen] = useState<Sharing | null>(null);
  const change = useChangeDefault();
  const next = chosen !== null && chosen !== sharing ? chosen : null;
  return (
    <li className={settings.rowItem}>
      <div className={classes.default}>
        <span className={classes.who}>
          <ObjectIcon object={object} icon={icon} size={16} />
          {label}
        </span>
        <Select
          aria-label={t('defaults.of', { objects: label })}
          data={(['private', 'read', 'public'] as const).map((value) => ({ value, label: t(`defaults.${value}`) }))}
          value={next ?? sharing}
          allowDeselect={false}
          disabled={change.isPending}
          onChange={(value) => setChosen(value as Sharing)}
        />
        {next && (
          <>
            <PreviewLine request={{ object, sharing: next }} />
            <Group gap={8}>
              <Button size="compact-sm" loading={change.isPending} onClick={() => change.mutate({ object, sharing: next })}>{t('defaults.apply')}</Button>
              <Button size="compact-sm" variant="default" onClick={() => setChosen(null)}>{t('common:cancel')}</Button>
            </Group>
          </>
        )}
        <ProblemPanel error={change.error} />
      </div>
    </li>
  );
}
