import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ObjectMeta } from '@/api/types';
import { openPanel } from '@/routing/panels';
import { ObjectIcon } from '@/ui/ObjectIcon';
import { creatableObjects } from './objectToCreate';
import classes from './CreateForm.module.css';

/** The panel's title: what is being made; made for a given place, it stays that. */
export function KindMenu({ meta, fixed }: { meta: ObjectMeta; fixed: boolean }) {
  const { t } = useTranslation('records');
  const objects = creatableObjects(useObjects());
  const title = (
    <>
      <ObjectIcon object={meta.name} icon={meta.icon} size={18} />
      {t('create.title', { object: meta.label })}
    </>
  );
  if (fixed || objects.length < 2) return title;
  return (
    <Menu zIndex={400}>
      <Menu.Target>
        <UnstyledButton className={classes.kindButton}>
          {title}
          <IconChevronDown size={16} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="calc(100dvh - 64px)" style={{ overflowY: 'auto' }}>
        {objects.map(({ name, label, icon }) => (
          <Menu.Item key={name} leftSection={<ObjectIcon object={name} icon={icon} size={16} />} onClick={() => openPanel({ name: 'create', object: name })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
