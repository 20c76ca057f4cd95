import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemDraft } from '../types';
import { useEditing } from './context';

/** What an item is called on the page. */
export function useItemLabel() {
  const { t } = useTranslation('layouts');
  const { meta, componentLabels, textOf } = useEditing();
  return useCallback(
    (item: ItemDraft): string => {
      if (item.type === 'component') return componentLabels[item.component] ?? item.component;
      const own = textOf(item.label);
      if (own || item.type === 'section') return own || t('section.unnamed');
      return meta.relations.find(({ name }) => name === item.relation)?.label ?? t('gone', { name: item.relation });
    },
    [componentLabels, meta, t, textOf],
  );
}
