import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { areaKey, type Preview, type PreviewGroup, type Reach, type RightsChange, type Verb } from '../types';
import classes from '../Permissions.module.css';

/** Who would gain and lose what, before it is saved. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const { t } = useTranslation('permissions');
  return (
    <Alert variant="light" color="blue" icon={<IconEye size={18} />} title={t('preview.title')} role="status">
      {preview.changed ? t('preview.changed', { count: preview.changed, holders: preview.holders }) : t('preview.unchanged')}
      {preview.groups.map((group, index) => (
        <Group key={index} group={group} />
      ))}
    </Alert>
  );
}

function Group({ group }: { group: PreviewGroup }) {
  const { t } = useTranslation('permissions');
  const names = group.sample.map((person) => person.name).join(t('preview.comma'));
  const more = group.users - group.sample.length;
  return (
    <div className={classes.group}>
      <strong>{more > 0 ? t('preview.andMore', { names, count: more }) : names}</strong>
      {group.gains.length > 0 && <Changes title={t('preview.gains')} changes={group.gains} />}
      {group.losses.length > 0 && <Changes title={t('preview.losses')} changes={group.losses} />}
    </div>
  );
}

function Changes({ title, changes }: { title: string; changes: RightsChange[] }) {
  return (
    <div style={{ marginTop: 8 }}>
      {title}
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={`${change.kind}.${change.object}.${change.name}`}>
            <ChangeText change={change} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChangeText({ change }: { change: RightsChange }) {
  const { t } = useTranslation('permissions');
  if (change.kind === 'area') return t(`areas.${areaKey(change.name)}.name`);
  if (change.kind === 'verb') return t('preview.verb', { object: change.object_label, verb: t(`verbs.${change.name as Verb}`) });
  return t('preview.field', { object: change.object_label, field: change.label, before: t(`reach.${change.before as Reach}`), after: t(`reach.${change.after as Reach}`) });
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
