import { Fragment } from 'react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { GROUPS, STEP_KINDS } from '../stepKinds';
import { STEP_TYPES } from '../types';

/** The palette of steps, opened where the step shall stand. */
export function AddStep({ label, onAdd }: { label: string; onAdd: (type: string) => void }) {
  const { t } = useTranslation('workflows');
  return (
    <Menu position="right" width={240}>
      <Menu.Target>
        <ActionIcon size={24} radius="xl" variant="default" aria-label={label}>
          <IconPlus size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {GROUPS.map((group) => (
          <Fragment key={group}>
            <Menu.Label>{t(`groups.${group}`)}</Menu.Label>
            {STEP_TYPES.filter((type) => STEP_KINDS[type].group === group).map((type) => {
              const { Icon, color } = STEP_KINDS[type];
              return (
                <Menu.Item key={type} leftSection={<Icon size={16} color={`var(--mantine-color-${color}-text)`} />} onClick={() => onAdd(type)}>
                  {t(`types.${type}`)}
                </Menu.Item>
              );
            })}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
