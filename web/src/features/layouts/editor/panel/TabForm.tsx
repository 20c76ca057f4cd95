import { useTranslation } from 'react-i18next';
import type { TabDraft } from '../../types';
import { useEditing } from '../context';
import { changeTab, removeTab } from '../model';
import { Condition, Head, Moves, Remove, TextsInput } from './parts';

export function TabForm({ tab }: { tab: TabDraft }) {
  const { t } = useTranslation('layouts');
  const { draft, change, select, textOf, errors } = useEditing();
  const at = draft.tabs.findIndex(({ key }) => key === tab.key);
  const label = textOf(tab.label) || t('tab.unnamed');
  return (
    <>
      <Head title={label} kind={t('tab.kind')}>
        <Moves of={{ kind: 'tab', key: tab.key }} name={label} />
      </Head>
      <TextsInput label={t('name')} value={tab.label} onChange={(next) => change(changeTab(draft, tab.key, { label: next }))} />
      <Condition label={t('visible.label')} value={tab.visible_when} error={errors[`tabs[${at}].visible_when`]} onChange={(visible_when) => change(changeTab(draft, tab.key, { visible_when }))} />
      {draft.tabs.length > 1 && (
        <Remove
          onRemove={() => {
            change(removeTab(draft, tab.key), { apart: true });
            select(null);
          }}
        >
          {t('tab.remove')}
        </Remove>
      )}
    </>
  );
}
