import { MultiSelect, NumberInput, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useObjects } from '@/api/objects';
import type { ItemDraft, RelatedDraft, SectionDraft } from '../../types';
import { useEditing } from '../context';
import { changeItem, put, removeItem, tabWith } from '../model';
import { useItemLabel } from '../useItemLabel';
import { AreaInput, Condition, Head, Moves, NumberChoice, Remove, TextsInput } from './parts';

/** A section, a list or another part. */
export function ItemForm({ item }: { item: ItemDraft }) {
  const { t } = useTranslation('layouts');
  const { draft, change, select, textOf, openTab } = useEditing();
  const label = useItemLabel()(item);
  const own = tabWith(draft, item.key);
  return (
    <>
      <Head title={label} kind={t(`${item.type}.kind`)}>
        <Moves of={{ kind: 'item', key: item.key }} name={label} />
      </Head>
      {item.type === 'section' && <OfSection section={item} />}
      {item.type === 'related' && <OfList list={item} />}
      <AreaInput value={item.area} onChange={(area) => own && change(put(draft, { kind: 'item', key: item.key }, { kind: 'area', tab: own.key, area }), { apart: true })} />
      {draft.tabs.length > 1 && (
        <Select
          label={t('tab.kind')}
          data={draft.tabs.map((tab) => ({ value: tab.key, label: textOf(tab.label) || t('tab.unnamed') }))}
          value={own?.key ?? null}
          allowDeselect={false}
          onChange={(key) => {
            if (!key || key === own?.key) return;
            change(put(draft, { kind: 'item', key: item.key }, { kind: 'tab', key }), { apart: true });
            openTab(key);
          }}
        />
      )}
      <Condition label={t('visible.label')} value={item.visible_when} onChange={(visible_when) => change(changeItem(draft, item.key, { visible_when }))} />
      <Remove
        onRemove={() => {
          change(removeItem(draft, item.key), { apart: true });
          select(null);
        }}
      >
        {t(item.type === 'section' ? 'section.remove' : 'related.remove')}
      </Remove>
    </>
  );
}

function OfSection({ section }: { section: SectionDraft }) {
  const { t } = useTranslation('layouts');
  const { draft, change } = useEditing();
  const set = (next: Partial<SectionDraft>) => change(changeItem(draft, section.key, next));
  return (
    <>
      <TextsInput label={t('name')} value={section.label} onChange={(label) => set({ label })} />
      <NumberChoice label={t('section.columns')} value={section.columns} most={3} onChange={(columns) => set({ columns })} />
      <Switch label={t('section.collapsed')} checked={section.collapsed} onChange={(event) => set({ collapsed: event.currentTarget.checked })} />
    </>
  );
}

const MOST_COLUMNS = 8;

function OfList({ list }: { list: RelatedDraft }) {
  const { t } = useTranslation('layouts');
  const { meta, draft, change } = useEditing();
  const objects = useObjects();
  const relation = meta.relations.find(({ name }) => name === list.relation);
  const target = objects.find(({ name }) => name === relation?.object);
  const set = (next: Partial<RelatedDraft>) => change(changeItem(draft, list.key, next));
  const fields = (target?.fields ?? []).map(({ name, label }) => ({ value: name, label }));
  const sorts = (target?.fields ?? []).filter(({ sortable }) => sortable).flatMap(({ name, label }) => [{ value: name, label: t('related.up', { field: label }) }, { value: `-${name}`, label: t('related.down', { field: label }) }]);
  return (
    <>
      <TextsInput label={t('related.label')} value={list.label} onChange={(label) => set({ label })} />
      <MultiSelect label={t('related.columns')} description={t('related.columnsText')} searchable clearable maxValues={MOST_COLUMNS} data={fields} value={list.columns} onChange={(columns) => set({ columns })} />
      <NumberInput label={t('related.rows')} min={1} max={50} allowDecimal={false} clampBehavior="strict" value={list.rows} onChange={(rows) => typeof rows === 'number' && rows >= 1 && set({ rows })} />
      <Select label={t('related.sort')} placeholder={t('related.usual')} searchable clearable data={sorts} value={list.sort || null} onChange={(sort) => set({ sort: sort ?? '' })} />
    </>
  );
}
