import type { ReactNode } from 'react';
import { Alert } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './PreviewPanel.module.css';

/** People for whom the same would change; `sample` are the first of them. */
export interface PreviewedPeople {
  users: number;
  sample: { name: string }[];
  gains: string[];
  losses: string[];
}

/** Who would gain and lose what, before it is saved. */
export function PreviewPanel({ summary, groups, children }: { summary: string; groups: PreviewedPeople[]; children?: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <Alert variant="light" color="blue" icon={<IconEye size={18} />} title={t('preview.title')} role="status">
      {summary}
      {groups.map((group, index) => (
        <Group key={index} group={group} />
      ))}
      {children}
    </Alert>
  );
}

function Group({ group }: { group: PreviewedPeople }) {
  const { t } = useTranslation('common');
  const names = group.sample.map((person) => person.name).join(t('preview.comma'));
  const more = group.users - group.sample.length;
  return (
    <div className={classes.group}>
      <strong>{more > 0 ? t('preview.andMore', { names, count: more }) : names}</strong>
      <Changes title={t('preview.gains')} changes={group.gains} />
      <Changes title={t('preview.losses')} changes={group.losses} />
    </div>
  );
}

function Changes({ title, changes }: { title: string; changes: string[] }) {
  if (!changes.length) return null;
  return (
    <div className={classes.side}>
      {title}
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </div>
  );
}
