import { Button, Group, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '@/api/objects';
import type { PlacedDraft } from '../../types';
import { useEditing } from '../context';
import { changeField, put, sectionWith } from '../model';
import { useItemLabel } from '../useItemLabel';
import { leaveOut } from '../usePart';
import classes from '../Editor.module.css';
import { Condition, Head, Moves, NumberChoice, TextsInput } from './parts';

export function FieldForm({ placed }: { placed: PlacedDraft }) {
  const { t } = useTranslation('layouts');
  const { meta, draft, change, select, textOf } = useEditing();
  const labelOf = useItemLabel();
  const field = fieldOf(meta, placed.name);
  const section = sectionWith(draft, placed.name);
  const label = field?.label ?? t('gone', { name: placed.name });
  const set = (next: Partial<PlacedDraft>) => change(changeField(draft, placed.name, next));
  const sections = draft.tabs.flatMap((tab) => tab.items.flatMap((item) => (item.type === 'section' ? [{ value: item.key, label: draft.tabs.length > 1 ? `${textOf(tab.label)} › ${labelOf(item)}` : labelOf(item) }] : [])));
  return (
    <>
      <Head title={label} kind={t('field.kind')}>
        <Moves of={{ kind: 'field', name: placed.name }} name={label} />
      </Head>
      <Select label={t('field.section')} data={sections} value={section?.key ?? null} allowDeselect={false} onChange={(key) => key && key !== section?.key && change(put(draft, { kind: 'field', name: placed.name }, { kind: 'section', key }), { apart: true })} />
      {section && section.columns > 1 && <NumberChoice label={t('field.width')} value={placed.width} most={section.columns} onChange={(width) => set({ width })} />}
      <Switch label={t('field.required')} description={t('field.requiredText')} checked={placed.required || Boolean(field?.required)} disabled={Boolean(field?.required) || placed.read_only} onChange={(event) => set({ required: event.currentTarget.checked })} />
      <Switch label={t('field.readOnly')} description={t('field.readOnlyText')} checked={placed.read_only || Boolean(field?.read_only)} disabled={Boolean(field?.read_only)} onChange={(event) => set({ read_only: event.currentTarget.checked, ...(event.currentTarget.checked && { required: false }) })} />
      <TextsInput long label={t('field.help')} value={placed.help} onChange={(help) => set({ help })} />
      <Condition label={t('visible.label')} value={placed.visible_when} onChange={(visible_when) => set({ visible_when })} />
      <Group gap={8}>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            change(put(draft, { kind: 'field', name: placed.name }, { kind: 'palette' }), { apart: true });
            select(null);
          }}
        >
          {t('field.toMore')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            change(leaveOut(draft, placed.name), { apart: true });
            select(null);
          }}
        >
          {t('field.leaveOut')}
        </Button>
      </Group>
      <p className={classes.hint}>{t('field.rights')}</p>
    </>
  );
}
