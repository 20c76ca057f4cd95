import { useMemo, useState } from 'react';
import { Button, Select, Switch } from '@mantine/core';
import { useDocumentTitle, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconFlask, IconHistory } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useObjects } from '@/api/objects';
import { isProblem } from '@/api/problem';
import type { ObjectMeta } from '@/api/types';
import { nameFrom } from '@/ui/apiNames';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFirstSaved } from '@/ui/useFirstSaved';
import { useHistory } from '@/ui/useHistory';
import { useLeaving } from '@/ui/useLeaving';
import { UndoRedo, Work, Workbench } from '@/ui/Workbench';
import { useCounts, useDeleteWorkflow, useRun, useSaveWorkflow, useSwitchWorkflow, useWorkflow } from '../calls';
import { RunPanel } from '../runs/RunPanel';
import { isKnown, STEP_KINDS } from '../stepKinds';
import type { Body, Declared, StepRead } from '../types';
import { Canvas } from './Canvas';
import { freshKey, insertStep } from './graph';
import { TRIGGER } from './layout';
import { StepPanel } from './panel/StepPanel';
import { TestPanel } from './TestPanel';
import classes from './Editor.module.css';

const NEW = 'new';
const EMPTY: Body = { trigger: { type: 'record_created' }, steps: [], condition: '', description: '' };

/** A workflow on its canvas: changed, tried, watched, switched on and off. */
export default function EditorPage() {
  const { name } = useParams({ strict: false }) as { name: string };
  const workflow = useWorkflow(name === NEW ? null : name);
  const first = useFirstSaved(name, name === NEW);
  if (name !== NEW && workflow.isPending) return <BlockSkeleton lines={8} />;
  if (name !== NEW && !workflow.data) return <ProblemPanel error={workflow.error} onRetry={() => void workflow.refetch()} />;
  return <Editor key={first.key} onFirstSaved={first.keep} saved={workflow.data ?? null} />;
}

type Mode = 'edit' | 'runs' | 'test';

interface Draft {
  label: string;
  object: string;
  body: Body;
}

function Editor({ saved, onFirstSaved }: { saved: Declared | null; onFirstSaved: (name: string) => void }) {
  const { t, i18n } = useTranslation(['workflows', 'common']);
  const navigate = useNavigate();
  const objects = useObjects();
  const phone = useMediaQuery('(max-width: 768px)', false, { getInitialValueInEffect: false }) ?? false;
  const language = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
  const history = useHistory<Draft>({ label: saved?.label[language] ?? '', object: saved?.object ?? 'deal', body: saved?.body ?? EMPTY });
  const { value: draft, put, undo, redo } = history;
  const [active, setActive] = useState(saved?.active ?? true);
  const [selected, setSelected] = useState<string | null>(saved || phone ? null : TRIGGER);
  const [mode, setMode] = useState<Mode>('edit');
  const [run, setRun] = useState<string | null>(null);
  const [tested, setTested] = useState<StepRead[] | undefined>();
  const [kept, setKept] = useState<Draft | null>(saved ? draft : null);
  const save = useSaveWorkflow();
  const toggle = useSwitchWorkflow();
  const remove = useDeleteWorkflow();
  const counts = useCounts(saved?.name ?? null);
  const shownRun = useRun(run);
  const object = objects.find((one) => one.name === draft.object) ?? (objects[0] as ObjectMeta);
  const changed = kept !== draft;
  useDocumentTitle(`${draft.label || t('new')} · Guanxi`);
  useHotkeys([['mod+Z', undo], ['mod+shift+Z', redo], ['mod+S', () => submit()]], ['INPUT', 'TEXTAREA']);
  useLeaving(changed && (saved !== null || draft.body.steps.length > 0));

  const errors = useMemo(() => {
    const error = save.error ?? null;
    return isProblem(error) ? Object.fromEntries(Object.entries(error.byField()).map(([at, text]) => [at.replace(/^body\.?/, ''), text])) : {};
  }, [save.error]);
  const problems = useMemo(() => problemsOf(errors, draft.body), [errors, draft.body]);
  const putBody = (body: Body) => put((before) => ({ ...before, body }));

  const add = (after: string, way: string, type: string) => {
    const key = freshKey(draft.body, type);
    const settings = isKnown(type) ? STEP_KINDS[type].settings : {};
    putBody(insertStep(draft.body, after, way, { key, type, label: '', settings, next: {} }));
    setSelected(key);
    setMode('edit');
  };
  const submit = () => {
    const name = saved?.name ?? nameFrom(draft.label, 'workflow');
    const label = { en: saved?.label.en || draft.label, 'zh-CN': saved?.label['zh-CN'] || draft.label, [language]: draft.label };
    save.mutate(
      { name, label, object: draft.object, active, body: draft.body, version: saved?.version ?? null },
      {
        onSuccess: ({ data, changeSetId }) => {
          announce({ kind: 'done', message: t('saved', { name: draft.label }), changeSetId });
          setKept(draft);
          if (saved) return;
          onFirstSaved(data.name);
          void navigate({ to: '/workflows/$name', params: { name: data.name }, replace: true });
        },
        onError: (error) => {
          if (!isProblem(error) || !error.field) return;
          const place = /^body\.steps\[(\d+)\]/.exec(error.field);
          setMode('edit');
          setSelected(place ? (draft.body.steps[Number(place[1])]?.key ?? null) : error.field.startsWith('body') ? TRIGGER : null);
        },
      },
    );
  };
  const shown = mode === 'test' ? tested : mode === 'runs' ? shownRun.data?.steps : undefined;
  const body = mode === 'runs' && shownRun.data ? normal(shownRun.data.body) : draft.body;
  const choose = (next: Mode) => {
    setMode(mode === next ? 'edit' : next);
    setSelected(null);
  };
  const wide = !phone;
  return (
    <Workbench
      back={{ to: '/settings/workflows', label: t('back') }}
      name={{ label: t('name'), value: draft.label, maxLength: 200, error: Boolean(errors.label ?? errors.name), readOnly: phone, onChange: (event) => { const label = event.currentTarget.value; put((before) => ({ ...before, label })); } }}
      settings={
        <>
          {!saved && (
              <Select
                aria-label={t('object')}
                w={150}
                allowDeselect={false}
                searchable
                data={objects.filter((one) => one.name !== 'user').map((one) => ({ value: one.name, label: one.plural_label }))}
                value={draft.object}
                onChange={(next) => next && put((before) => ({ ...before, object: next, body: EMPTY }))}
              />
            )}
            <Switch
              label={t(active ? 'on' : 'off')}
              aria-label={t('active')}
              checked={active}
              disabled={toggle.isPending}
              onChange={(event) => {
                const next = event.currentTarget.checked;
                setActive(next);
                if (saved) toggle.mutate({ name: saved.name, active: next }, { onError: () => setActive(!next) });
              }}
            />
        </>
      }
      actions={
        <>
            {wide && <UndoRedo history={history} labels={{ undo: t('undo'), redo: t('redo') }} />}
            {saved && (
              <Button variant={mode === 'runs' ? 'light' : 'default'} leftSection={<IconHistory size={15} />} onClick={() => choose('runs')}>
                {t('runs.title')}
              </Button>
            )}
            {wide && (
              <Button variant={mode === 'test' ? 'light' : 'default'} leftSection={<IconFlask size={15} />} onClick={() => choose('test')}>
                {t('test.title')}
              </Button>
            )}
            {wide && saved && (
              <ConfirmInline variant="subtle" color="red" question={t('deleteQuestion')} confirmLabel={t('delete')} loading={remove.isPending} onConfirm={() => remove.mutate(saved.name, { onSuccess: () => void navigate({ to: '/settings/workflows' }) })}>
                {t('delete')}
              </ConfirmInline>
            )}
            {wide && (
              <Button disabled={!changed || !draft.label.trim()} loading={save.isPending} onClick={submit}>
                {t('common:save')}
              </Button>
            )}
        </>
      }
    >
      {save.error && Object.keys(problems).length === 0 && <ProblemPanel error={save.error} />}
      <ProblemPanel error={toggle.error ?? remove.error} />
      {phone && mode === 'edit' && <p className={classes.narrow}>{t(saved ? 'narrow' : 'narrowNew')}</p>}
      <Work className={classes.work}>
        {(wide || mode !== 'runs' || run) && <Canvas body={body} object={object} selected={selected} onSelect={setSelected} onAdd={wide && mode === 'edit' ? add : undefined} problems={mode === 'edit' ? problems : {}} counts={mode === 'edit' ? counts.data : undefined} run={shown} />}
        {mode === 'edit' && selected && <StepPanel selected={selected} body={draft.body} object={object} disabled={phone} errors={errors} saved={saved?.name ?? null} onChange={putBody} onClose={() => setSelected(null)} />}
        {mode === 'runs' && saved && <RunPanel workflow={saved.name} object={object.name} chosen={run} node={selected === TRIGGER ? null : selected} onChoose={setRun} onClose={() => choose('runs')} />}
        {mode === 'test' && <TestPanel name={saved?.name ?? 'draft'} object={object} body={draft.body} node={selected === TRIGGER ? null : selected} onResult={setTested} onClose={() => choose('test')} />}
      </Work>
    </Workbench>
  );
}

/** Steps and trigger with what is wrong with them. */
function problemsOf(errors: Record<string, string>, body: Body): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [at, sentence] of Object.entries(errors)) {
    const place = /^steps\[(\d+)\]/.exec(at);
    const id = place ? body.steps[Number(place[1])]?.key : /^(trigger|condition)/.test(at) ? TRIGGER : undefined;
    if (id) found[id] ??= sentence;
  }
  return found;
}

function normal(body: Record<string, unknown>): Body {
  return { ...EMPTY, ...body } as Body;
}
