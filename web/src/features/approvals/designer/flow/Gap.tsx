import { ActionIcon, Menu } from '@mantine/core';
import { useDroppable } from '@dnd-kit/core';
import { IconArrowsSplit2, IconPlus, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Slot } from '../model/tree';
import classes from '../Designer.module.css';

interface GapProps {
  slot: Slot;
  /** A step is being dragged: here it can be let go. */
  open: boolean;
  last: boolean;
  onAdd: (slot: Slot, kind: 'step' | 'branches') => void;
}

/** The line between two steps: where one is added, or let go. */
export function Gap({ slot, open, last, onAdd }: GapProps) {
  const { t } = useTranslation('approvals');
  const { setNodeRef, isOver } = useDroppable({ id: `${slot.parent ?? ''}/${slot.branch}/${slot.index}`, data: slot });
  return (
    <div ref={setNodeRef} className={classes.gap} data-open={open || undefined} data-over={isOver || undefined} data-last={last || undefined}>
      {!open && (
        <Menu position="right" width={220}>
          <Menu.Target>
            <ActionIcon size={22} radius="xl" variant="default" className={classes.plus} aria-label={t('flow.add')}>
              <IconPlus size={13} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconUserCheck size={16} stroke={1.6} />} onClick={() => onAdd(slot, 'step')}>{t('flow.addStep')}</Menu.Item>
            <Menu.Item leftSection={<IconArrowsSplit2 size={16} stroke={1.6} />} onClick={() => onAdd(slot, 'branches')}>{t('flow.addBranches')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
