import { useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { useDeletePosition } from '../calls';
import type { TreeRow } from '../tree';
import type { Position } from '../types';
import { useTelling } from '../useTelling';
import { EditPreview } from '../preview/EditPreview';
import { PositionSelect } from './PositionSelect';

export interface DeletePositionProps {
  position: Position;
  rows: TreeRow[];
  branch: Set<string>;
  onDeleted: () => void;
}

/** Asks in place; of one with holders or others below it also who takes them in. */
export function DeletePosition({ position, rows, branch, onDeleted }: DeletePositionProps) {
  const { t } = useTranslation('organisation');
  const [asking, setAsking] = useState(false);
  const [to, setTo] = useState(position.parent_id);
  const remove = useDeletePosition();
  const { done } = useTelling();
  const inUse = position.holders + position.children > 0;
  const confirm = () =>
    remove.mutate(
      { id: position.id, moveTo: inUse && to ? to : undefined, release: inUse && !to },
      {
        onSuccess: (answer) => {
          done(t('positions.deleted', { name: position.name }), answer.change_set_id);
          onDeleted();
        },
      },
    );
  if (!asking) {
    return (
      <div>
        <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={14} />} onClick={() => setAsking(true)}>
          {t('positions.delete')}
        </Button>
      </div>
    );
  }
  return (
    <Stack gap={12} role="group" aria-label={t('positions.delete')}>
      {inUse ? (
        <>
          <Text size="sm">{t('positions.inUse', { holders: t('positions.holders', { count: position.holders }), children: t('positions.children', { count: position.children }) })}</Text>
          <PositionSelect label={t('positions.moveTo')} rows={rows} barred={branch} value={to} none={t('positions.release')} onChange={setTo} />
        </>
      ) : (
        <Text size="sm">{t('positions.deleteQuestion')}</Text>
      )}
      <EditPreview edit={{ delete_position: { role_id: position.id, move_to: inUse ? to : null } }} />
      <ProblemPanel error={remove.error} />
      <Group gap={8}>
        <Button color="red.8" size="sm" loading={remove.isPending} onClick={confirm}>{t('positions.deleteNow')}</Button>
        <Button variant="default" size="sm" onClick={() => setAsking(false)}>{t('cancel')}</Button>
      </Group>
    </Stack>
  );
}
