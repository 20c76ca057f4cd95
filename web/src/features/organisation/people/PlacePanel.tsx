import { useMemo, useState } from 'react';
import { Button, Divider, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUpdateRecord } from '@/api/recordWrites';
import type { CrmRecord, Lookup } from '@/api/types';
import { LookupInput } from '@/ui/fields/LookupInput';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { SidePanel } from '@/ui/SidePanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { usePlace, usePlacePerson, usePositions } from '../calls';
import { PositionSelect } from '../positions/PositionSelect';
import { PendingEdit } from '../preview/PendingEdit';
import { treeRows } from '../tree';
import { useTelling } from '../useTelling';
import classes from '../Organisation.module.css';

/** A person's position and manager; what another one would change is shown before it is saved. */
export function PlacePanel({ user, onClose }: { user: CrmRecord; onClose: () => void }) {
  const { t } = useTranslation('organisation');
  return (
    <SidePanel title={t('place.title', { name: user.name })} onClose={onClose}>
      <Stack gap={16} className={classes.panel}>
        <PositionOf user={user} />
        <Divider />
        <ManagerOf user={user} />
        <Button variant="default" onClick={onClose}>{t('done')}</Button>
      </Stack>
    </SidePanel>
  );
}

function PositionOf({ user }: { user: CrmRecord }) {
  const { t, i18n } = useTranslation('organisation');
  const positions = usePositions();
  const place = usePlace(user.id);
  const save = usePlacePerson(user.id);
  const { done } = useTelling();
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const rows = useMemo(() => treeRows(positions.data ?? [], i18n.language), [positions.data, i18n.language]);
  if (!place.data || !positions.data) return place.error ? <ProblemPanel error={place.error} /> : <BlockSkeleton lines={2} />;
  const now = place.data.org_role?.id ?? null;
  const pending = chosen !== undefined && chosen !== now;
  const edit = chosen ? { change_holders: { role_id: chosen, add: [user.id] } } : now ? { change_holders: { role_id: now, remove: [user.id] } } : null;
  const confirm = () =>
    save.mutate(chosen ?? null, {
      onSuccess: (answer) => {
        done(t('place.saved', { name: user.name }), answer.change_set_id);
        setChosen(undefined);
      },
    });
  return (
    <>
      <PositionSelect label={t('place.position')} rows={rows} value={pending ? chosen : now} none={t('place.noPosition')} onChange={setChosen} />
      {pending && edit && <PendingEdit edit={edit} question={t('place.question', { name: user.name })} confirm={t('place.save')} loading={save.isPending} onConfirm={confirm} onCancel={() => setChosen(undefined)} />}
      <ProblemPanel error={save.error} />
    </>
  );
}

function ManagerOf({ user }: { user: CrmRecord }) {
  const { t } = useTranslation('organisation');
  const save = useUpdateRecord('user');
  const now = user.manager as Lookup | null | undefined;
  const [chosen, setChosen] = useState<Lookup | null | undefined>(undefined);
  const pending = chosen !== undefined && chosen?.id !== now?.id;
  const confirm = () =>
    save.mutate(
      { id: user.id, values: { manager: chosen ?? null }, version: user.version, message: t('place.saved', { name: user.name }) },
      { onSuccess: () => setChosen(undefined) },
    );
  return (
    <>
      <LookupInput label={t('place.manager')} target="user" filter='kind == "person"' value={pending ? chosen : now} aria-label={t('place.manager')} onChange={setChosen} />
      <Text size="xs" c="dimmed">{t('place.managerText')}</Text>
      {pending && <PendingEdit edit={{ change_manager: { user_id: user.id, manager_id: chosen?.id ?? null } }} question={t('place.question', { name: user.name })} confirm={t('place.save')} loading={save.isPending} onConfirm={confirm} onCancel={() => setChosen(undefined)} />}
      <ProblemPanel error={save.error} />
    </>
  );
}
