import { useCallback, useMemo, useState } from 'react';
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { useDocumentTitle, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { DndContext, DragOverlay, MeasuringStrategy, type DragEndEvent } from '@dnd-kit/core';
import { IconDeviceDesktop, IconDeviceMobile, IconEye } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { announce } from '@/api/announcements';
import { useLayouts, type LayoutsOfObject } from '@/api/layouts';
import { useMaybeObject } from '@/api/objects';
import { isProblem } from '@/api/problem';
import type { ObjectMeta } from '@/api/types';
import { ConfirmInline } from '@/ui/ConfirmInline';
import { NotFound } from '@/ui/NotFound';
import { ProblemPanel } from '@/ui/ProblemPanel';
import { BlockSkeleton } from '@/ui/Skeletons';
import { useFirstSaved } from '@/ui/useFirstSaved';
import { useLeaving } from '@/ui/useLeaving';
import { UndoRedo, Work, Workbench } from '@/ui/Workbench';
import { useHistory } from '@/ui/useHistory';
import { useDeclaredLayout, useDeclaredLayouts, useDeleteLayout, useSaveLayout } from '../calls';
import type { DefinitionRead, LayoutDraft, Texts } from '../types';
import { Canvas } from './Canvas';
import { EditorContext, type Editing } from './context';
import { carriedOf, targetOf, under, useLayoutSensors } from './dragging';
import { put, putOnPhone, type Selected } from './model';
import { Palette } from './Palette';
import { Panel } from './panel/Panel';
import { Preview } from './Preview';
import { useSpeech } from './useSpeech';
import { ownTag, useWords } from './useWords';
import { bodyOf, draftOf, NO_TEXT, standardDraft } from './wire';
import classes from './Editor.module.css';

const NEW = 'new';
const MEASURING = { droppable: { strategy: MeasuringStrategy.Always } };

/** A layout of an object, put together by carrying its parts; drawn as the page will be. */
export default function EditorPage() {
  const { object, name } = useParams({ strict: false }) as { object: string; name: string };
  const meta = useMaybeObject(object);
  const found = useDeclaredLayout(name === NEW ? null : name);
  const others = useDeclaredLayouts(object);
  const layouts = useLayouts(object);
  const first = useFirstSaved(name, name === NEW);
  if (!meta) return <NotFound />;
  if (found.error) return <ProblemPanel error={found.error} onRetry={() => void found.refetch()} />;
  if ((name !== NEW && !found.data) || others.isPending || layouts.isPending) return <BlockSkeleton lines={8} />;
  return <Editor key={first.key} onFirstSaved={first.keep} meta={meta} saved={found.data ?? null} others={others.data ?? []} components={layouts.data?.components ?? []} />;
}

interface Whole {
  label: Texts;
  layout: LayoutDraft;
}

interface EditorProps {
  meta: ObjectMeta;
  saved: DefinitionRead | null;
  others: DefinitionRead[];
  components: LayoutsOfObject['components'];
  onFirstSaved: (name: string) => void;
}

function Editor({ meta, saved, others, components, onFirstSaved }: EditorProps) {
  const { t } = useTranslation(['layouts', 'common']);
  const navigate = useNavigate();
  const words = useWords();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false }) ?? false;
  const tag = ownTag();
  const history = useHistory<Whole>(
    saved
      ? { label: saved.label, layout: draftOf(saved.body) }
      : { label: words('firstLabel'), layout: standardDraft(meta, { overview: words('overview'), labelOf: (own) => ({ ...NO_TEXT, [tag]: own }) }, components.map(({ name }) => name)) },
  );
  const { value: whole, put: keep, undo, redo } = history;
  const { label, layout: draft } = whole;
  const [kept, setKept] = useState<Whole | null>(saved ? whole : null);
  const [active, setActive] = useState(saved?.active ?? true);
  const [selected, select] = useState<Selected>(null);
  const [open, openTab] = useState<string | null>(null);
  const [phone, setPhone] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const [pane, setPane] = useState<'parts' | 'page' | 'panel'>('page');
  const [carriedLabel, setCarriedLabel] = useState<string | null>(null);
  const save = useSaveLayout();
  const remove = useDeleteLayout();
  const sensors = useLayoutSensors();
  const speech = useSpeech();
  const changed = kept === null || JSON.stringify(kept) !== JSON.stringify(whole) || active !== (saved?.active ?? true);
  useDocumentTitle(`${label[tag] || t('title')} · Guanxi`);
  useHotkeys([['mod+Z', undo], ['mod+shift+Z', redo], ['mod+Y', redo]]);
  useLeaving(changed && kept !== null);

  const change = useCallback((layout: LayoutDraft, options?: { apart?: boolean }) => keep((before) => (before.layout === layout ? before : { ...before, layout }), options), [keep]);
  const textOf = useCallback((texts: Texts) => texts[tag] || texts.en || texts['zh-CN'], [tag]);
  const componentLabels = useMemo(() => Object.fromEntries(components.map((one) => [one.name, one.label])), [components]);
  const errors = useMemo(() => (isProblem(save.error) && save.error.field ? { [save.error.field.replace(/^body\.?/, '')]: save.error.message } : {}), [save.error]);
  const tab = draft.tabs.find(({ key }) => key === open) ?? draft.tabs[0];

  const onDragEnd = ({ active: carried, over }: DragEndEvent) => {
    setCarriedLabel(null);
    const [from, to] = [carriedOf(carried)?.carried, targetOf(over)?.target];
    if (!from || !to) return;
    change((phone ? putOnPhone : put)(draft, from, to, words('newSection')), { apart: true });
    if (to.kind !== 'palette') select(from.kind === 'new' ? { kind: 'item', key: from.item.key } : from);
  };
  const submit = () => {
    const name = saved?.name ?? freeName(meta.name, others);
    const named = { en: label.en || label['zh-CN'], 'zh-CN': label['zh-CN'] || label.en };
    const position = saved?.position ?? Math.max(-1, ...others.map((one) => one.position)) + 1;
    save.mutate(
      { name, object: meta.name, label: named, active, position, body: bodyOf(draft), version: saved?.version ?? null },
      {
        onSuccess: ({ data, changeSetId }) => {
          announce({ kind: 'done', message: t('saved', { name: textOf(label) }), changeSetId });
          setKept(whole);
          if (saved) return;
          onFirstSaved(data.name);
          void navigate({ to: '/layouts/$object/$name', params: { object: meta.name, name: data.name }, replace: true });
        },
        // What is wrong with whom it is for, or when it is used, stands in the form of the layout itself.
        onError: (error) => {
          if (!isProblem(error) || !/^body\.(for|when)/.test(error.field ?? '')) return;
          select(null);
          setPane('panel');
        },
      },
    );
  };

  if (!tab) return null;
  const editing: Editing = { meta, draft, tab, phone, selected, select, change, openTab, errors, componentLabels, textOf };
  const shows = (one: typeof pane) => !narrow || pane === one;
  return (
    <EditorContext value={editing}>
      <Workbench
        back={{ to: '/settings/objects/$object/layouts', params: { object: meta.name }, label: t('back') }}
        name={{ label: t('name'), value: label[tag], maxLength: 120, style: { flexBasis: 260 }, onChange: (event) => keep({ ...whole, label: { ...label, [tag]: event.currentTarget.value } }) }}
        settings={<Switch label={t(active ? 'on' : 'off')} aria-label={t('active')} checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />}
        actions={
          <>
            <UndoRedo history={history} labels={{ undo: t('undo'), redo: t('redo') }} />
            <SegmentedControl
              size="xs"
              aria-label={t('screen')}
              value={phone ? 'phone' : 'wide'}
              onChange={(next) => setPhone(next === 'phone')}
              data={[
                { value: 'wide', label: <IconDeviceDesktop size={16} role="img" aria-label={t('wide')} /> },
                { value: 'phone', label: <IconDeviceMobile size={16} role="img" aria-label={t('phone.label')} /> },
              ]}
            />
            <Button variant={previewing ? 'light' : 'default'} aria-pressed={previewing} leftSection={<IconEye size={15} />} onClick={() => setPreviewing(!previewing)}>{t('preview.title')}</Button>
            {saved && (
              <ConfirmInline variant="subtle" color="red" question={t('deleteQuestion')} confirmLabel={t('delete')} loading={remove.isPending} onConfirm={() => remove.mutate(saved.name, { onSuccess: () => void navigate({ to: '/settings/objects/$object/layouts', params: { object: meta.name } }) })}>
                {t('delete')}
              </ConfirmInline>
            )}
            <Button disabled={!changed || !textOf(label).trim()} loading={save.isPending} onClick={submit}>{t('common:save')}</Button>
          </>
        }
      >
        <ProblemPanel error={save.error ?? remove.error} />
        {saved?.problem && kept === whole && <p className={classes.notice} role="status">{saved.problem.detail}</p>}
        {previewing ? (
          <Preview phone={phone} />
        ) : (
          <DndContext
            sensors={sensors}
            collisionDetection={under}
            accessibility={speech}
            measuring={MEASURING}
            onDragStart={({ active: carried }) => setCarriedLabel(carriedOf(carried)?.label ?? null)}
            onDragCancel={() => setCarriedLabel(null)}
            onDragEnd={onDragEnd}
          >
            {narrow && <SegmentedControl fullWidth className={classes.panes} aria-label={t('panes.label')} value={pane} onChange={(next) => setPane(next as typeof pane)} data={(['parts', 'page', 'panel'] as const).map((value) => ({ value, label: t(`panes.${value}`) }))} />}
            <Work>
              {!phone && shows('parts') && <Palette />}
              {shows('page') && <Canvas />}
              {shows('panel') && <Panel />}
            </Work>
            <DragOverlay dropAnimation={null}>{carriedLabel !== null && <div className={classes.carried}>{carriedLabel}</div>}</DragOverlay>
          </DndContext>
        )}
      </Workbench>
    </EditorContext>
  );
}

/** Free within the company: it begins with the object's name. */
function freeName(object: string, others: DefinitionRead[]): string {
  for (let number = 1; ; number += 1) {
    const name = `${object}_page${number === 1 ? '' : `_${number}`}`;
    if (!others.some((one) => one.name === name)) return name;
  }
}
