import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { cssColorOf } from '@/ui/colors';
import type { StepsProps } from './StageSteps';
import classes from './StagePath.module.css';

/** The path on a phone: how far, the stage's name, and all stages one touch away. */
export function StageMenu({ label, path, disabled, onChoose }: StepsProps) {
  const { t } = useTranslation('records');
  return (
    <Menu width="target" disabled={disabled}>
      <Menu.Target>
        <UnstyledButton className={classes.compact} aria-label={t('stage.change', { label, stage: path.current?.label ?? t('stage.none') })} disabled={disabled}>
          <span className={classes.compactRow}>
            <span className={classes.dot} style={{ background: cssColorOf(path.current?.color) }} aria-hidden />
            <strong>{path.current?.label ?? t('stage.none')}</strong>
            <IconChevronDown size={16} stroke={1.7} aria-hidden />
          </span>
          <span className={classes.bars} aria-hidden>
            {path.steps.filter(({ kind }) => kind !== 'lost').map((step) => (
              <span key={step.key} data-state={step.state} data-kind={path.current?.kind} />
            ))}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {path.steps.map((step) => (
          <Menu.Item
            key={step.key}
            py={10}
            leftSection={<span className={classes.dot} style={{ background: cssColorOf(step.color) }} aria-hidden />}
            rightSection={step.state === 'current' ? <IconCheck size={16} /> : null}
            aria-current={step.state === 'current' || undefined}
            onClick={() => onChoose(step.key)}
          >
            {step.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
