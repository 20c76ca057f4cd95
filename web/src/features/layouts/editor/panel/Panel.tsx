import { useTranslation } from 'react-i18next';
import { useEditing } from '../context';
import { itemOf, placedOf } from '../model';
import classes from '../Editor.module.css';
import { FieldForm } from './FieldForm';
import { ItemForm } from './ItemForm';
import { LayoutForm } from './LayoutForm';
import { TabForm } from './TabForm';

/** The settings of whatever is chosen; with nothing chosen, those of the layout itself. */
export function Panel() {
  const { t } = useTranslation('layouts');
  const { draft, selected } = useEditing();
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      {chosen()}
    </aside>
  );

  function chosen() {
    if (selected?.kind === 'tab') {
      const tab = draft.tabs.find(({ key }) => key === selected.key);
      if (tab) return <TabForm key={tab.key} tab={tab} />;
    }
    if (selected?.kind === 'item') {
      const item = itemOf(draft, selected.key);
      if (item) return <ItemForm key={item.key} item={item} />;
    }
    if (selected?.kind === 'field') {
      const placed = placedOf(draft, selected.name);
      if (placed) return <FieldForm key={placed.name} placed={placed} />;
    }
    return <LayoutForm />;
  }
}
