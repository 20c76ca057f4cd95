import { useMemo, useState } from 'react';
import { Button, Select, Switch } from '@mantine/core';
import { useDocumentTitle, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useObjects } from '@/api/objects';
import { isProblem } from '@/api/problem';
import type { Labels, ObjectMeta } from '@/api/types';
import { nameFrom } from '@/features/rules/names';
import { filled, languageOf, textIn } from '@/features/rules/texts';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useHistory } from '@/ui/useHistory';
import { useLeaving } from '@/ui/useLeaving';
import { UndoRedo, Work, Workbench } from '@/ui/Workbench';
import { useProcess, useProcesses, useRemoveProcess, useSaveProcess, type Process } from './calls';
import { Flow } from './flow/Flow';
import { cleaned } from './model/clean';
import { END, START, wrongOf } from './model/places';
import { findStep, insertStep, newParallel, newStep, removeStep, type Slot } from './model/tree';
import type { Body } from './model/types';
import { Panel } from './panel/Panel';
import classes from './Designer.module.css';

const NEW = 'new';

/** A process as it is drawn: who submits, who is asked in which order, what follows. */
export default function ProcessPage() {
  const { name } = useParams({ strict: false }) as { name: string };
  const process = useProcess(name === NEW ? null : name);
  if (name !== NEW && process.isPending) return <BlockSkeleton lines={8} />;
  if (name !== NEW && !process.data) return <div className={classes.problem}><ProblemPanel error={process.error} onRetry={() => void process.refetch()} /></div>;
  return <Designer key={name} saved={process.data ?? null} />;
}

interface Draft {
  label: Labels;
  object: string;
  active: boolean;
  body: Body;
}

function blank(): Body {
  return { steps: [newStep([])], submitters: 'editors', editable: [], summary: [], letters: true };
}

function Designer({ saved }: { saved: Process | null }) {
  const { t, i18n } = useTranslation(['approvals', 'common']);
  const navigate = useNavigate();
  const objects = useObjects().filter((one) => one.name !== 'user');
  const taken = useProcesses().data?.pages.flatMap((page) => page.data.map((one) => one.name)) ?? [];
  const own = languageOf(i18n.language);
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const history = useHistory<Draft>({ label: saved?.label ?? {}, object: saved?.object ?? 'deal', active: saved?.active ?? true, body: saved?.body ?? blank() });
  const { value: draft, put, undo, redo } = history;
  const [kept, setKept] = useState<Draft | null>(saved ? draft : null);
  const [selected, setSelected] = useState<string | null>(phone ? null : START);
  const [refused, setRefused] = useState<Body | null>(null);
  const save = useSaveProcess();
  const remove = useRemoveProcess();
  const object = objects.find((one) => one.name === draft.object) ?? (objects[0] as ObjectMeta);
  const changed = kept !== draft;
  const title = textIn(draft.label, i18n.language);
  useDocumentTitle(`${title || t('processes.new')} · Guanxi`);
  useLeaving(changed && (saved !== null || title !== ''));

  const sentences = useMemo(() => (isProblem(save.error) ? save.error.byField() : {}), [save.error]);
  // Sentences name places in what was sent; where steps were moved since, they still stand at theirs.
  const wrong = useMemo(() => (refused ? wrongOf(sentences, refused) : {}), [sentences, refused]);
  const misplaced = save.error && !Object.keys(wrong).length && !sentences.label;
  const putBody = (change: (body: Body) => Body) => put((before) => ({ ...before, body: change(before.body) }));
  const shown = selected === START || selected === END || findStep(draft.body.steps, selected) ? selected : null;

  const add = (slot: Slot, kind: 'step' | 'branches') => {
    const added = kind === 'step' ? newStep(draft.body.steps) : newParallel(draft.body.steps);
    putBody((body) => ({ ...body, steps: insertStep(body.steps, slot, added) }));
    setSelected(added.name);
  };
  const drop = (name: string) => {
    putBody((body) => ({ ...body, steps: removeStep(body.steps, name) }));
    setSelected(null);
  };
  const submit = () => {
    const label = filled(draft.label);
    if (!changed || !Object.keys(label).length || save.isPending) return;
    setRefused(draft.body);
    save.mutate(
      { name: saved?.name ?? nameFrom(label.en ?? '', 'approval', taken), label, object: draft.object, active: draft.active, position: saved?.position ?? taken.length, body: cleaned(draft.body), version: saved?.version ?? null },
      {
        onSuccess: ({ data, changeSetId }) => {
          announce({ kind: 'done', message: t('processes.saved', { name: title }), changeSetId });
          setKept(draft);
          if (!saved) void navigate({ to: '/approval-processes/$name', params: { name: data.name }, replace: true });
        },
        onError: (error) => {
          const parts = isProblem(error) ? Object.keys(wrongOf(error.byField(), draft.body)) : [];
          if (parts[0]) setSelected(parts[0]);
        },
      },
    );
  };
  useHotkeys([['mod+Z', undo], ['mod+shift+Z', redo]], ['INPUT', 'TEXTAREA']);
  useHotkeys([['mod+S', submit]], []);
  return (
    <Workbench
      back={{ to: '/settings/approvals', label: t('processes.back') }}
      name={{
        label: t('processes.name'),
        value: draft.label[own] ?? title,
        maxLength: 120,
        error: sentences.label ?? sentences.name,
        autoFocus: !saved && !phone,
        onChange: (event) => {
          const text = event.currentTarget.value;
          put((before) => ({ ...before, label: { ...before.label, [own]: text } }));
        },
      }}
      settings={
        <>
          {!saved && (
            <Select
              aria-label={t('processes.object')}
              w={150}
              allowDeselect={false}
              searchable
              data={objects.map((one) => ({ value: one.name, label: one.plural_label }))}
              value={draft.object}
              error={sentences.object}
              onChange={(next) => next && put((before) => ({ ...before, object: next, body: blank() }))}
            />
          )}
          <Switch label={t(draft.active ? 'processes.on' : 'processes.off')} aria-label={t('processes.active')} checked={draft.active} onChange={(event) => { const active = event.currentTarget.checked; put((before) => ({ ...before, active })); }} />
        </>
      }
      actions={
        <>
          <UndoRedo history={history} labels={{ undo: t('processes.undo'), redo: t('processes.redo') }} />
          {saved && (
            <ConfirmInline variant="subtle" color="red" question={t('processes.deleteQuestion')} confirmLabel={t('common:delete')} loading={remove.isPending} onConfirm={() => remove.mutate(saved.name, {
              onSuccess: ({ changeSetId }) => {
                announce({ kind: 'done', message: t('processes.deleted', { name: title }), changeSetId });
                void navigate({ to: '/settings/approvals' });
              },
            })}>
              {t('common:delete')}
            </ConfirmInline>
          )}
          <Button disabled={!changed || !title.trim()} loading={save.isPending} onClick={submit}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      {Boolean(misplaced || remove.error) && <div className={classes.problem}><ProblemPanel error={misplaced ? save.error : remove.error} /></div>}
      <Work className={classes.work}>
        <Flow body={draft.body} object={object} selected={shown} wrong={wrong} onSelect={setSelected} onAdd={add} onSteps={(change) => putBody((body) => ({ ...body, steps: change(body.steps) }))} />
        {shown && <Panel key={shown} selected={shown} body={draft.body} object={object} wrong={wrong[shown] ?? {}} onChange={putBody} onRemove={drop} onClose={() => setSelected(null)} />}
      </Work>
    </Workbench>
  );
}
