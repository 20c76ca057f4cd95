import { useMemo } from 'react';
import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import type { OptionDraft } from '../options';
import { useOwnLanguage } from './useOwnLanguage';

type Item = { id: string | number } | null;

/** What a screen reader hears while an option is carried to another place. */
export function useOptionSpeech(options: OptionDraft[]): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const { t } = useTranslation('objects');
  const own = useOwnLanguage();
  return useMemo(() => {
    const name = (item: Item) => {
      const labels = options.find(({ id }) => id === item?.id)?.labels;
      return labels?.[own] || labels?.en || labels?.['zh-CN'] || t('options.unnamed');
    };
    const place = (over: Item) => ({ place: options.findIndex(({ id }) => id === over?.id) + 1, total: options.length });
    return {
      screenReaderInstructions: { draggable: t('options.drag.instructions') },
      announcements: {
        onDragStart: ({ active }) => t('options.drag.started', { name: name(active) }),
        onDragOver: ({ active, over }) => (over ? t('options.drag.over', { name: name(active), ...place(over) }) : undefined),
        onDragEnd: ({ active, over }) => (over ? t('options.drag.ended', { name: name(active), ...place(over) }) : t('options.drag.cancelled')),
        onDragCancel: () => t('options.drag.cancelled'),
      },
    };
  }, [options, own, t]);
}
