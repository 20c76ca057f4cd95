import { useMemo } from 'react';
import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core';
import { useTranslation } from 'react-i18next';
import { carriedOf, targetOf } from './dragging';

/** What a screen reader hears while a part is carried. */
export function useSpeech(): { announcements: Announcements; screenReaderInstructions: ScreenReaderInstructions } {
  const { t } = useTranslation('layouts');
  return useMemo(() => {
    const names = (active: Parameters<typeof carriedOf>[0], over: Parameters<typeof targetOf>[0]) => ({ name: carriedOf(active)?.label ?? '', place: targetOf(over)?.label ?? '' });
    return {
      screenReaderInstructions: { draggable: t('drag.instructions') },
      announcements: {
        onDragStart: ({ active }) => t('drag.started', names(active, null)),
        onDragOver: ({ active, over }) => (over ? t('drag.over', names(active, over)) : undefined),
        onDragEnd: ({ active, over }) => (over ? t('drag.ended', names(active, over)) : t('drag.cancelled')),
        onDragCancel: () => t('drag.cancelled'),
      },
    };
  }, [t]);
}
