import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PreviewPanel } from '@/ui/PreviewPanel';
import { areaKey, type Preview, type Reach, type RightsChange, type Verb } from '../types';

/** Whose rights would change, before a set is saved. */
export function RightsPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation('permissions');
  const said = (change: RightsChange): string => {
    if (change.kind === 'area') return t(`areas.${areaKey(change.name)}.name`);
    if (change.kind === 'verb') return t('preview.verb', { object: change.object_label, verb: t(`verbs.${change.name as Verb}`) });
    return t('preview.field', { object: change.object_label, field: change.label, before: t(`reach.${change.before as Reach}`), after: t(`reach.${change.after as Reach}`) });
  };
  return (
    <PreviewPanel
      summary={preview.changed ? t('preview.changed', { count: preview.changed, holders: preview.holders }) : t('preview.unchanged')}
      groups={preview.groups.map(({ gains, losses, ...people }) => ({ ...people, gains: gains.map(said), losses: losses.map(said) }))}
    />
  );
}

export function Warnings({ warnings }: { warnings: { object: string; field: string; detail: string }[] }) {
  if (!warnings.length) return null;
  return (
    <Alert variant="light" color="orange" icon={<IconAlertTriangle size={18} />}>
      {warnings.map((warning) => (
        <div key={`${warning.object}.${warning.field}`}>{warning.detail}</div>
      ))}
    </Alert>
  );
}
