import { MultiSelect, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEditing } from '../context';
import { useAudienceNames } from '../useAudienceNames';
import classes from '../Editor.module.css';
import { Condition } from './parts';

const NAMED = ['roles', 'teams', 'permission_sets'] as const;
const ACCESS = ['admin', 'member', 'viewer'] as const;
const MOST_QUICK = 30;
const MOST_SHORT = 10;

/** Who has the layout, of which records; and the short lists of fields beside the page. */
export function LayoutForm() {
  const { t } = useTranslation('layouts');
  const { meta, draft, change, errors } = useEditing();
  const names = useAudienceNames();
  const shown = meta.fields.map(({ name, label }) => ({ value: name, label }));
  const asked = meta.fields.filter(({ read_only }) => !read_only).map(({ name, label }) => ({ value: name, label }));
  return (
    <>
      <h2 className={classes.panelTitle}>{t('settings')}</h2>
      <p className={classes.hint}>{t('settingsText')}</p>
      <MultiSelect label={t('for.access')} placeholder={draft.access.length ? undefined : t('for.everybody')} clearable data={ACCESS.map((value) => ({ value, label: t(`for.${value}`) }))} value={draft.access} onChange={(access) => change({ ...draft, access })} />
      {NAMED.map((part) => (
        <TagsInput key={part} label={t(`for.${part}`)} clearable data={names[part]} value={draft[part]} error={wrongAt(errors, `for.${part}`)} onChange={(chosen) => change({ ...draft, [part]: chosen })} maxTags={50} />
      ))}
      <p className={classes.hint}>{t('for.text')}</p>
      <Condition label={t('when')} hint={t(draft.when ? 'whenText' : 'whenAll')} value={draft.when} error={errors.when} onChange={(when) => change({ ...draft, when })} />
      <MultiSelect label={t('short.quick')} description={t('short.quickText')} searchable clearable maxValues={MOST_QUICK} data={asked} value={draft.quick_create} onChange={(quick_create) => change({ ...draft, quick_create })} />
      <MultiSelect label={t('short.header')} description={t('short.usual')} searchable clearable maxValues={MOST_SHORT} data={shown} value={draft.header} onChange={(header) => change({ ...draft, header })} />
      <MultiSelect label={t('short.card')} description={t('short.usual')} searchable clearable maxValues={MOST_SHORT} data={shown} value={draft.card} onChange={(card) => change({ ...draft, card })} />
    </>
  );
}

/** What is wrong with one of the names of a list. */
const wrongAt = (errors: Record<string, string>, list: string): string | undefined => Object.entries(errors).find(([place]) => place.startsWith(`${list}[`))?.[1];
