import { useState } from 'react';
import { Button, Divider, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '@/ui/SidePanel';
import { useSentence } from '@/ui/useSentence';
import { useChangePosition } from '../calls';
import { MembersEditor } from '../members/MembersEditor';
import { branchOf, type TreeRow } from '../tree';
import type { Position } from '../types';
import { useTelling } from '../useTelling';
import { PendingEdit } from '../preview/PendingEdit';
import { DeletePosition } from './DeletePosition';
import { PositionSelect } from './PositionSelect';
import classes from '../Organisation.module.css';

export interface PositionPanelProps {
  position: Position;
  rows: TreeRow[];
  positions: Position[];
  editable: boolean;
  /** Where it was dropped; undefined where nobody dragged it. */
  proposed?: string | null;
  onClose: () => void;
}

/** One position: its name, its place in the tree, who holds it. */
export function PositionPanel({ position, rows, positions, editable, proposed, onClose }: PositionPanelProps) {
  const { t } = useTranslation('organisation');
  const sentence = useSentence();
  const [name, setName] = useState(position.name);
  const [parent, setParent] = useState(proposed === undefined ? position.parent_id : proposed);
  const rename = useChangePosition();
  const move = useChangePosition();
  const { done } = useTelling();
  const branch = branchOf(positions, position.id);
  const saveName = () =>
    name.trim() &&
    name !== position.name &&
    rename.mutate({ id: position.id, version: position.version, name }, { onSuccess: (answer) => done(t('positions.renamed', { name: answer.data.name }), answer.changeSetId) });
  const moves = parent !== position.parent_id;
  const above = positions.find((one) => one.id === parent)?.name;
  const moveIt = () => move.mutate({ id: position.id, parent_id: parent }, { onSuccess: (answer) => done(t('positions.moved', { name: position.name }), answer.changeSetId) });
  return (
    <SidePanel title={position.name} onClose={onClose}>
      <Stack gap={16} className={classes.panel}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            saveName();
          }}
        >
          <TextInput label={t('positions.name')} value={name} maxLength={120} disabled={!editable} error={rename.error ? sentence(rename.error) : undefined} onChange={(event) => setName(event.currentTarget.value)} onBlur={saveName} />
        </form>
        <PositionSelect
          label={t('positions.below')}
          description={t('positions.belowText')}
          rows={rows}
          barred={branch}
          value={parent}
          none={t('positions.top')}
          disabled={!editable}
          error={move.error ? sentence(move.error) : undefined}
          onChange={setParent}
        />
        {moves && (
          <PendingEdit
            edit={{ move_position: { role_id: position.id, parent_id: parent } }}
            question={above ? t('positions.moveQuestion', { name: position.name, above }) : t('positions.topQuestion', { name: position.name })}
            confirm={t('positions.move')}
            loading={move.isPending}
            onConfirm={moveIt}
            onCancel={() => setParent(position.parent_id)}
          />
        )}
        <Divider />
        <MembersEditor path={`/org-roles/${position.id}/holders`} place={position.name} title={t('positions.holdersTitle')} text={t('positions.holdersText')} editable={editable} edit={(change) => ({ change_holders: { role_id: position.id, ...change } })} />
        {editable && (
          <>
            <Divider />
            <DeletePosition position={position} rows={rows} branch={branch} onDeleted={onClose} />
          </>
        )}
        <Button variant="default" onClick={onClose}>{t('done')}</Button>
      </Stack>
    </SidePanel>
  );
}
