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
import { DeletePosition } from './DeletePosition';
import { PositionSelect } from './PositionSelect';
import classes from '../Organisation.module.css';

export interface PositionPanelProps {
  position: Position;
  rows: TreeRow[];
  positions: Position[];
  editable: boolean;
  onClose: () => void;
}

/** One position: its name, its place in the tree, who holds it. */
export function PositionPanel({ position, rows, positions, editable, onClose }: PositionPanelProps) {
  const { t } = useTranslation('organisation');
  const sentence = useSentence();
  const [name, setName] = useState(position.name);
  const rename = useChangePosition();
  const move = useChangePosition();
  const { done } = useTelling();
  const branch = branchOf(positions, position.id);
  const saveName = () =>
    name.trim() &&
    name !== position.name &&
    rename.mutate({ id: position.id, version: position.version, name }, { onSuccess: (answer) => done(t('positions.renamed', { name: answer.data.name }), answer.changeSetId) });
  const moveTo = (parent_id: string | null) =>
    parent_id !== position.parent_id &&
    move.mutate({ id: position.id, parent_id }, { onSuccess: (answer) => done(t('positions.moved', { name: position.name }), answer.changeSetId) });
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
          value={position.parent_id}
          none={t('positions.top')}
          disabled={!editable}
          error={move.error ? sentence(move.error) : undefined}
          onChange={moveTo}
        />
        <Divider />
        <MembersEditor path={`/org-roles/${position.id}/holders`} place={position.name} title={t('positions.holdersTitle')} text={t('positions.holdersText')} editable={editable} />
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
