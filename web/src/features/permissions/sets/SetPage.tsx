import { useState } from 'react';
import { Badge, Button, Textarea, TextInput } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { Block } from '../Block';
import { useChangeSet, usePreview, useRemoveSet, useSet } from '../calls';
import { isSame } from '../draft';
import type { Definition, PermissionSet } from '../types';
import { useTelling } from '../useTelling';
import { Areas } from './Areas';
import { Holders } from './Holders';
import { Matrix } from './Matrix';
import { RightsPreview, Warnings } from './RightsPreview';
import classes from '../Permissions.module.css';

const route = getRouteApi('/shell/settings/permissions/$setId');

export default function SetPage() {
  const { setId } = route.useParams();
  const { t } = useTranslation('permissions');
  const set = useSet(setId);
  return (
    <>
      <Link to="/settings/permissions" className={classes.back}>
        <IconChevronLeft size={15} aria-hidden /> {t('title')}
      </Link>
      <ProblemPanel error={set.error} onRetry={() => void set.refetch()} />
      {set.isPending && <BlockSkeleton lines={8} />}
      {set.data && <Editor key={`${set.data.id}.${set.data.version}`} set={set.data} />}
    </>
  );
}

function Editor({ set }: { set: PermissionSet }) {
  const { t } = useTranslation('permissions');
  const [name, setName] = useState(set.name);
  const [description, setDescription] = useState(set.description);
  const [definition, setDefinition] = useState<Definition>(set.definition);
  const change = useChangeSet(set.id);
  const preview = usePreview(set.id);
  const { done } = useTelling();
  const rightsChanged = !isSame(definition, set.definition);
  const changed = rightsChanged || (!set.built_in && (name !== set.name || description !== set.description));
  const edit = (next: Definition) => {
    setDefinition(next);
    preview.reset();
  };
  // Told by the promise: the editor begins anew with the new version, and its own callbacks end with it.
  const save = () =>
    change.mutateAsync({ version: set.version, ...(rightsChanged && { definition }), ...(!set.built_in && { name, description }) }).then(
      (answer) => done(t('saved', { name: answer.data.name }), answer.changeSetId),
      () => undefined,
    );
  return (
    <>
      <Block
        title={set.name}
        text={set.built_in ? set.description : undefined}
        aside={set.built_in && <Badge variant="light" color="gray">{set.changed ? t('builtInChanged') : t('builtIn')}</Badge>}
      >
        {!set.built_in && (
          <div style={{ display: 'grid', gap: 12 }}>
            <TextInput label={t('name')} value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
            <Textarea label={t('description')} autosize minRows={1} maxLength={1000} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
          </div>
        )}
        <Removal set={set} />
      </Block>
      <Block title={t('matrix.title')} text={t('matrix.text')}>
        <Matrix definition={definition} onChange={edit} />
      </Block>
      <Block title={t('areas.title')} text={t('areas.text')}>
        <Areas definition={definition} onChange={edit} />
      </Block>
      <Warnings warnings={preview.data?.warnings ?? set.warnings} />
      {preview.data && <RightsPreview preview={preview.data} />}
      <ProblemPanel error={change.error ?? preview.error} />
      <div className={classes.foot}>
        <Button disabled={!changed || !name.trim()} loading={change.isPending} onClick={() => void save()}>{t('save')}</Button>
        <Button variant="default" disabled={!rightsChanged} loading={preview.isPending} onClick={() => preview.mutate(definition)}>{t('preview.show')}</Button>
      </div>
      <Block title={t('holders.title')} text={set.built_in ? t('holders.byRole') : t('holders.text')}>
        <Holders set={set} />
      </Block>
    </>
  );
}

/** Deleting a set; or a built-in one as it came. */
function Removal({ set }: { set: PermissionSet }) {
  const { t } = useTranslation('permissions');
  const navigate = useNavigate();
  const remove = useRemoveSet(set.id);
  const { done } = useTelling();
  if (set.built_in && !set.changed) return null;
  const words = set.built_in ? ('reset' as const) : ('delete' as const);
  const act = () =>
    remove.mutateAsync(set.version).then(
      (answer) => {
        done(t(`${words}.done`, { name: set.name }), answer.changeSetId);
        if (!set.built_in) void navigate({ to: '/settings/permissions' });
      },
      () => undefined,
    );
  return (
    <div style={{ marginTop: set.built_in ? 0 : 16 }}>
      <ProblemPanel error={remove.error} />
      <ConfirmInline size="compact-sm" variant="default" question={t(`${words}.ask`, { count: set.users })} confirmLabel={t(`${words}.action`)} loading={remove.isPending} onConfirm={() => void act()}>
        {t(`${words}.action`)}
      </ConfirmInline>
    </div>
  );
}
