import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import { useViews } from '@/features/lists/views/calls';
import { ConditionInput } from '@/features/rules/ConditionInput';
import classes from './Designer.module.css';

export interface ChoicesInputProps {
  /** The object whose records are offered. */
  target: string;
  value: string;
  onChange: (condition: string) => void;
}

/** Which records a stranger may choose: a condition, begun from a saved view where there is one. */
export function ChoicesInput({ target, value, onChange }: ChoicesInputProps) {
  const { t } = useTranslation('forms');
  const object = useObjects().find((one) => one.name === target);
  const views = useViews(target).filter(({ filter }) => filter);
  if (!object) return null;
  return (
    <div>
      <ConditionInput key={value ? 'some' : 'none'} object={object} label={t('fields.choices', { objects: object.plural_label })} help={t('fields.choicesHelp')} value={value} onChange={onChange} />
      {views.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <UnstyledButton className={classes.fromView}>
              {t('fields.fromView')} <IconChevronDown size={13} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {views.slice(0, 30).map((view) => (
              <Menu.Item key={view.id} onClick={() => onChange(view.filter ?? '')}>{view.name}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
