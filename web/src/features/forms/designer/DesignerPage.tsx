import { useEffect, useMemo, useState } from 'react';
import { Button, SegmentedControl, Select, Switch, Tabs } from '@mantine/core';
import { useDebouncedValue, useDocumentTitle, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconInbox } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
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
import { useLeaving } from '@/ui/useLeaving';
import { Work, Workbench } from '@/ui/Workbench';
import { useDeleteForm, useForm, usePreview, useSaveForm, useSwitchForm } from '../calls';
import { firstFields } from '../fields';
import { LANGUAGES, type DeclaredForm, type Language } from '../types';
import { FieldList } from './FieldList';
import { Preview } from './Preview';
import { SendingTab } from './SendingTab';
import { ShareTab } from './ShareTab';
import { TextsTab } from './TextsTab';
import { useDraft } from './useDraft';
import classes from './Designer.module.css';

const NEW = 'new';
const TABS = ['fields', 'texts', 'sending', 'share'] as const;
type Tab = (typeof TABS)[number];

/** A form on its drawing board: its parts at the left, the page as strangers will see it at the right. */
export default function DesignerPage() {
  const { name } = useParams({ strict: false }) as { name: string };
  const form = useForm(name === NEW ? null : name);
  const first = useFirstSaved(name, name === NEW);
  if (name !== NEW && form.isPending) return <BlockSkeleton lines={8} />;
  if (name !== NEW && !form.data) return <ProblemPanel error={form.error} onRetry={() => void form.refetch()} />;
  return <Designer key={first.key} onFirstSaved={first.keep} saved={form.data ?? null} />;
}

function Designer({ saved, onFirstSaved }: { saved: DeclaredForm | null; onFirstSaved: (name: string) => void }) {
  const { t, i18n } = useTranslation(['forms', 'common']);
  const navigate = useNavigate();
  const objects = useObjects();
  const phone = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false }) ?? false;
  const own: Language = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
  const first = objects.find((one) => one.name === 'lead') ?? (objects[0] as ObjectMeta);
  const { draft, changed, put, putBody, keep } = useDraft(saved, own, first.name);
  const object = objects.find((one) => one.name === draft.object) ?? first;
  const [active, setActive] = useState(saved?.active ?? true);
  const [tab, setTab] = useState<Tab>('fields');
  const [shows, setShows] = useState<'design' | 'preview'>('design');
  const [language, setLanguage] = useState<Language>(own);
  const save = useSaveForm();
  const toggle = useSwitchForm();
  const remove = useDeleteForm();
  const [settled] = useDebouncedValue(draft, 400);
  const preview = usePreview({ object: settled.object, label: settled.label || t('untitled'), body: settled.body, language });
  const html = useLast(preview.data?.html);
  useDocumentTitle(`${draft.label || t('new')} · Guanxi`);
  useHotkeys([['mod+S', () => submit()]], ['INPUT', 'TEXTAREA']);
  useLeaving(changed && (saved !== null || draft.body.fields.length > 0));
  useEffect(() => {
    if (!saved && !draft.body.fields.length) putBody({ fields: firstFields(object) });
    // Only where an object has been chosen anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft.object]);

  const problem = save.error ?? preview.error;
  const errors = useMemo(
    () => (isProblem(problem) ? Object.fromEntries(Object.entries(problem.byField()).map(([at, text]) => [at.replace(/^body\.?/, ''), text])) : {}),
    [problem],
  );
  // What the preview finds wrong stands at its place; only what has none, or was to be saved, is told above.
  const told = save.error ?? (isProblem(preview.error) && preview.error.field ? null : preview.error);
  const submit = () => {
    if (!draft.label.trim()) return;
    const label = { en: saved?.label.en || draft.label, 'zh-CN': saved?.label['zh-CN'] || draft.label, [own]: draft.label };
    save.mutate(
      { name: saved?.name ?? nameFrom(draft.label, 'form'), label, object: draft.object, active, position: saved?.position ?? 0, body: draft.body, version: saved?.version ?? null },
      {
        onSuccess: ({ data, changeSetId }) => {
          announce({ kind: 'done', message: t('saved', { name: draft.label }), changeSetId });
          keep();
          if (saved) return;
          onFirstSaved(data.name);
          void navigate({ to: '/forms/$name', params: { name: data.name }, replace: true });
        },
        onError: (error) => isProblem(error) && error.field && setTab(tabOf(error.field)),
      },
    );
  };
  const parts = { draft, object, errors, own, putBody };
  const marks = new Set(Object.keys(errors).map((at) => tabOf(`body.${at}`)));
  return (
    <Workbench
      back={{ to: '/settings/forms', label: t('back') }}
      name={{ label: t('name'), value: draft.label, maxLength: 200, error: Boolean(errors.label), onChange: (event) => put({ label: event.currentTarget.value }) }}
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
                onChange={(next) => next && put({ object: next, body: { ...draft.body, fields: [], fixed: [] } })}
              />
            )}
            <Switch
              label={t(active ? 'open' : 'shut')}
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
            {phone && <SegmentedControl size="xs" aria-label={t('shows')} value={shows} onChange={(next) => setShows(next as typeof shows)} data={[{ value: 'design', label: t('design') }, { value: 'preview', label: t('preview') }]} />}
            {saved && (
              <Button component={Link} to="/forms/$name/submissions" params={{ name: saved.name } as never} variant="default" leftSection={<IconInbox size={15} />}>{t('submissions.title')}</Button>
            )}
            {saved && (
              <ConfirmInline variant="subtle" color="red" question={t('deleteQuestion')} confirmLabel={t('delete')} loading={remove.isPending} onConfirm={() => remove.mutate(saved.name, { onSuccess: () => void navigate({ to: '/settings/forms' }) })}>
                {t('delete')}
              </ConfirmInline>
            )}
            <Button disabled={!changed || !draft.label.trim() || !draft.body.fields.length} loading={save.isPending} onClick={submit}>{t('common:save')}</Button>
        </>
      }
    >
      {told && <div className={classes.problem}><ProblemPanel error={told} /></div>}
      <ProblemPanel error={toggle.error ?? remove.error} />
      <Work>
        {(!phone || shows === 'design') && (
          <div className={classes.parts}>
            <Tabs value={tab} onChange={(next) => setTab((next as Tab) ?? 'fields')} keepMounted={false}>
              <Tabs.List>
                {TABS.map((one) => (
                  <Tabs.Tab key={one} value={one} color={marks.has(one) ? 'red' : undefined}>{t(`tabs.${one}`)}</Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="fields" className={classes.panel}><FieldList {...parts} /></Tabs.Panel>
              <Tabs.Panel value="texts" className={classes.panel}><TextsTab {...parts} /></Tabs.Panel>
              <Tabs.Panel value="sending" className={classes.panel}><SendingTab {...parts} saved={saved?.name ?? null} /></Tabs.Panel>
              <Tabs.Panel value="share" className={classes.panel}><ShareTab {...parts} saved={saved?.name ?? null} /></Tabs.Panel>
            </Tabs>
          </div>
        )}
        {(!phone || shows === 'preview') && <Preview html={html} phone={phone} language={language} languages={draft.body.languages.length ? draft.body.languages : LANGUAGES} onLanguage={setLanguage} />}
      </Work>
    </Workbench>
  );
}

/** Where on the drawing board a part of the body is. */
function tabOf(field: string): Tab {
  if (/^body\.(title|description|button|thanks|closed|redirect_url)/.test(field)) return 'texts';
  if (/^body\.(languages|allowed_origins|challenge)/.test(field)) return 'share';
  return /^body\.(consent|on_duplicate|owner|fixed|opens_at|closes_at|most_)/.test(field) ? 'sending' : 'fields';
}

/** The last page that could be shown: while something is wrong it stays. */
function useLast(html: string | undefined): string | undefined {
  const [last, setLast] = useState(html);
  if (html !== undefined && html !== last) setLast(html);
  return html ?? last;
}
